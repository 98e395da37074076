import { arg, Duration } from '@alita/kit';
import { RESTRICT, RESTRICT_AND_DELETE, repliedMessage, TARGET_AND_REASON, timeIn } from '@alita/moderation';
import { mutes } from '../module.ts';
import { requireMutable } from '../mutable.ts';
import { release } from '../release-button.ts';

export const mute = mutes.command({
  name: 'mute',
  args: TARGET_AND_REASON,
  needs: RESTRICT,
  async run({ args: { target, reason }, chat, me, members, ask, act, say }) {
    const said = await requireMutable(target, { chat, me, members, ask });
    act.mute(target).ok(say('muted', { ...said, reason, time: timeIn(reason) }, [release.button({ id: target.id })]));
  },
});

/** Says nothing, unless it is refused. */
export const smute = mutes.command({
  name: 'smute',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run({ args: { target }, message, chat, me, members, ask, act }) {
    await requireMutable(target, { chat, me, members, ask });
    act.mute(target);
    act.deleteMessage(message).quietly();
  },
});

/** The mute does not wait for the deletion: what is too old to be deleted is no reason to let its author go on. */
export const dmute = mutes.command({
  name: 'dmute',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run({ args: { target, reason }, message, chat, me, members, ask, act, say }) {
    const replied = repliedMessage(message, target);
    const said = await requireMutable(target, { chat, me, members, ask });
    act.deleteMessage(replied);
    act.mute(target).ok(say('muted', { ...said, reason }, [release.button({ id: target.id })]));
  },
});

/** Telegram ends it by itself. */
export const tmute = mutes.command({
  name: 'tmute',
  synonyms: ['tempmute'],
  args: { target: arg.member(), length: arg.duration(), reason: arg.text({ called: 'reason' }).optional() },
  needs: RESTRICT,
  async run({ args: { target, length, reason }, now, chat, me, members, ask, act, say }) {
    const muted = await requireMutable(target, { chat, me, members, ask });
    const until = new Date(now.getTime() + length);
    const said = { ...muted, reason, length: new Duration(length), until };
    act.mute(target, { until }).ok(say('muted-for', said, [release.button({ id: target.id })]));
  },
});
