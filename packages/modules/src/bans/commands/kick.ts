import { UserError, z } from '@alita/kit';
import {
  nameOf,
  protect,
  RESTRICT,
  RESTRICT_AND_DELETE,
  repliedMessage,
  requireInChat,
  requirePerson,
  requirePunishable,
  TARGET_AND_REASON,
} from '@alita/moderation';
import { bans } from '../module.ts';

export const kick = bans.command({
  name: 'kick',
  args: TARGET_AND_REASON,
  needs: RESTRICT,
  async run({ args: { target, reason }, chat, me, members, ask, act, say }) {
    await requirePunishable(target, { chat, me, members, ask });
    act.kick(target).ok(say('kicked', { name: nameOf(target), reason }));
  },
});

/** Says nothing, unless it is refused. */
export const skick = bans.command({
  name: 'skick',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run({ args: { target }, message, chat, me, members, ask, act }) {
    await requirePunishable(target, { chat, me, members, ask });
    act.kick(target);
    act.deleteMessage(message).quietly();
  },
});

/** Of somebody who left, the message still goes; a kick would only lift a ban they may have. */
export const dkick = bans.command({
  name: 'dkick',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run({ args: { target, reason }, message, chat, me, members, ask, reply, act, say }) {
    const replied = repliedMessage(message, target);
    await protect(target, { chat, me, members, ask });
    requirePerson(target);
    const name = nameOf(target);
    const member = await members.find(target.id);
    act.deleteMessage(replied);
    if (member?.isMember) act.kick(target).ok(say('kicked', { name, reason }));
    else reply('deleted-of-absent', { name });
  },
});

export const leave = bans.callback({
  name: 'leave',
  data: z.object({ by: z.number() }),
  needs: { bot: 'can_restrict_members' },
  invokerOnly: true,
  async run({ actor, chat, messageId, members, act }) {
    if (await members.isAdmin(actor.id)) throw new UserError('kickme-admin');
    await requireInChat(actor, { members }); // to Telegram a kick is an unban
    act.kick(actor).ok(act.editing({ chat, id: messageId }, 'kicked-as-asked', { name: nameOf(actor) }));
  },
});

export const kickme = bans.command({
  name: 'kickme',
  needs: { bot: 'can_restrict_members' },
  disableable: true,
  async run({ actor, message, members, reply }) {
    if (actor.kind === 'anonymous-admin' || (await members.isAdmin(message.userId)))
      throw new UserError('kickme-admin');
    requirePerson(actor);
    reply('kickme', {}, [leave.button({ by: actor.id })]);
  },
});
