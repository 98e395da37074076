import { arg, Duration } from '@alita/kit';
import {
  ban as banTarget,
  nameOf,
  protect,
  RESTRICT,
  RESTRICT_AND_DELETE,
  repliedMessage,
  requirePerson,
  TARGET_AND_REASON,
  timeIn,
} from '@alita/moderation';
import { release } from '../menus.ts';
import { bans } from '../module.ts';

/** The target need not be in the chat, and may be a channel. */
export const ban = bans.command({
  name: 'ban',
  args: TARGET_AND_REASON,
  needs: RESTRICT,
  async run({ args: { target, reason }, chat, me, members, ask, act, say }) {
    await protect(target, { chat, me, members, ask });
    const said = { name: nameOf(target), reason, time: timeIn(reason) };
    banTarget(act, target).ok(say('banned', said, [unbanButton(target)]));
  },
});

/** Says nothing, unless it is refused. */
export const sban = bans.command({
  name: 'sban',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run({ args: { target }, message, chat, me, members, ask, act }) {
    await protect(target, { chat, me, members, ask });
    banTarget(act, target);
    act.deleteMessage(message).quietly();
  },
});

/** The ban does not wait for the deletion: what is too old to be deleted is no reason to keep its author. */
export const dban = bans.command({
  name: 'dban',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run({ args: { target, reason }, message, chat, me, members, ask, act, say }) {
    const replied = repliedMessage(message, target);
    await protect(target, { chat, me, members, ask });
    act.deleteMessage(replied);
    banTarget(act, target).ok(say('banned', { name: nameOf(target), reason }, [unbanButton(target)]));
  },
});

export const tban = bans.command({
  name: 'tban',
  synonyms: ['tempban'],
  args: { target: arg.member(), length: arg.duration(), reason: arg.text({ called: 'reason' }).optional() },
  needs: RESTRICT,
  async run({ args: { target, length, reason }, now, chat, me, members, ask, act, say }) {
    await protect(target, { chat, me, members, ask });
    requirePerson(target);
    const said = { name: nameOf(target), length: new Duration(length), reason };
    banTarget(act, target, new Date(now.getTime() + length)).ok(say('banned-for', said, [unbanButton(target)]));
  },
});

const unbanButton = ({ id }: { id: number }) => release.button({ how: 'unban', id }, { key: 'button-unban' });
