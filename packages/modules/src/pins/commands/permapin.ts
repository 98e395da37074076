import { complaintLines, placeholdersIn, prepareSend, readSave, refusalOf } from '@alita/content';
import { type CommandContext, Html, UserError, z } from '@alita/kit';
import { messageLink } from '@alita/moderation';
import { PIN, pins } from '../module.ts';

type Asked = Pick<CommandContext<unknown, unknown, unknown>, 'message' | 'chat' | 'ask' | 'act' | 't' | 'token'>;

/** Says the content again, the replied-to message's or what was written with the command, and pins that. */
async function post({ message, chat, ask, act, t, token }: Asked, loud: boolean): Promise<void> {
  const { replyTo, sender, raw, topicId } = message;
  const read = readSave(replyTo ? { raw: {}, replyTo } : message, { defaultLabel: t('pins.button-default') });
  if (!read.ok) throw read.problem === 'no-content' ? new UserError('nothing-to-pin') : refusalOf(read);
  const { content, complaints } = read;
  const count = placeholdersIn(content).has('count')
    ? await ask('getChatMemberCount', { chat_id: chat.id })
    : undefined;
  const From = z.looseObject({}).optional().catch(undefined);
  const { method, params } = prepareSend(content, {
    chat: chat.id,
    topic: topicId,
    token: token(),
    values: {
      user: sender.kind === 'user' ? From.parse(raw.from) : undefined,
      chatName: chat.title,
      count: Number(count?.result ?? 0),
      noName: sender.name,
    },
  });
  const lines = complaintLines(complaints, t)?.value;
  act.send(method, params, { replyTo: false }).ok(said.in(chat, { loud, username: chat.username, lines }));
}

export const permapin = pins.command({ name: 'permapin', needs: PIN, run: (context) => post(context, false) });

/** The same with a notification for everyone. */
export const loudpermapin = pins.command({ name: 'loudpermapin', needs: PIN, run: (context) => post(context, true) });

export const said = pins.continuation({
  name: 'said',
  data: z.object({ loud: z.boolean(), username: z.string().optional(), lines: z.string().optional() }),
  run({ data: { loud, username, lines }, outcome: { messageId: id }, chat, act, say }) {
    if (id === undefined) return;
    const link = messageLink({ id: chat.id, username }, id);
    const complaints = lines === undefined ? undefined : new Html(lines);
    act.pin({ chat, id }, { loud }).ok(say('permapinned', { link, loud, complaints }, [], { replyTo: id }));
  },
});
