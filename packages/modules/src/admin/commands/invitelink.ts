import { UserError, z } from '@alita/kit';
import { admin } from '../module.ts';

const ChatLink = z.object({ invite_link: z.string().optional() });

/** The group's address, or its invite link: the one there is, else a new one. */
export const invitelink = admin.command({
  name: 'invitelink',
  needs: { actor: 'can_invite_users', bot: 'can_invite_users' },
  async run({ chat, ask, act, reply }) {
    if (chat.username) return void reply('invitelink', { link: `https://t.me/${chat.username}` });
    const { ok, result } = await ask('getChat', { chat_id: chat.id });
    if (!ok) throw new UserError('kit.cannot-verify');
    const { invite_link: link } = ChatLink.parse(result);
    if (link) reply('invitelink', { link });
    else act.call('exportChatInviteLink', { chat_id: chat.id }).ok(linkMade.in(chat, {}));
  },
});

export const linkMade = admin.continuation({
  name: 'link-made',
  data: z.object({}),
  run: ({ outcome, reply }) => void reply('invitelink', { link: String(outcome.result) }),
});
