import { type Call, type Chat, type Deed, type Due, type Load, limitPresets, percentile } from '@alita/bench';

const GOODPUT = 0.9;
/** A ban or a deletion is on the wire within this time, however many messages wait. */
const URGENT_MS = 1_000;
/** Clocks of two processes on one machine, and a request's way. */
const TOLERANCE_MS = 50;

export type Preset = Exclude<keyof typeof limitPresets, 'off'>;

/** More questions than may be answered, and a ban now and then. */
export const eager =
  (crowd: readonly Chat[]) =>
  (n: number): Deed => {
    const chat = crowd[n % crowd.length];
    if (!chat) throw new RangeError('nobody is there');
    const round = Math.floor(n / crowd.length);
    const { id, owner, people } = chat;
    const isBan = (n + round) % 20 === 0;
    const text = isBan ? `/ban ${people[1 + (round % (people.length - 1))]}` : '/id';
    return {
      act: { act: 'says', who: isBan ? owner : (people[0] ?? owner), chat: id, text },
      due: isBan ? 'ban' : 'id',
    };
  };

/**
 * What Telegram lets through per second over a whole minute when more than that waits in every chat: the bot's limit, or
 * that of all groups together.
 */
export function allowedPerSecond(preset: Preset, chats: number): number {
  const { bot, group } = limitPresets[preset];
  return Math.min((bot.n * 1000) / bot.ms, (chats * group.n * 1000) / group.ms);
}

/** A time in which limits stay what they are, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
  /** Messages per second that Telegram lets through. */
  readonly allowed: number;
}

/** What is wrong with the pace of messages: too few, too early for a chat that was told to wait, or bans that waited. */
export function paceFlaws({ due }: Load, calls: readonly Call[], stretches: readonly Stretch[]): string[] {
  const tooSoon = countTooSoon(calls);
  return [
    ...stretches.flatMap((stretch, n) => goodputFlaw(calls, stretch, n)),
    ...(tooSoon > 0 ? [`${tooSoon} messages were sent before the time Telegram named`] : []),
    ...waitFlaw(due, calls),
  ];
}

/** Goodput is what Telegram took, compared with what it lets through. */
function goodputFlaw(calls: readonly Call[], { from, until, allowed }: Stretch, n: number): string[] {
  const sent = calls.filter(
    ({ method, ok, startedAt }) => ok && method === 'sendMessage' && startedAt > from && startedAt < until,
  );
  const perSecond = (sent.length * 1000) / (until - from);
  return perSecond < allowed * GOODPUT
    ? [`${perSecond.toFixed(1)} of ${allowed.toFixed(1)} messages a second went out in stretch ${n + 1}`]
    : [];
}

/** Sends to a chat that Telegram had told to wait, before the time was over. */
function countTooSoon(calls: readonly Call[]): number {
  const until = new Map<number | string, number>();
  let tooSoon = 0;
  for (const { method, chatId, error, startedAt, endedAt } of calls) {
    if (method !== 'sendMessage' || chatId === undefined) continue;
    if (startedAt < (until.get(chatId) ?? 0) - TOLERANCE_MS) tooSoon++;
    const seconds = Number(/retry after (\d+)/.exec(error ?? '')?.[1] ?? 0);
    if (seconds > 0) until.set(chatId, Math.max(until.get(chatId) ?? 0, endedAt + seconds * 1000));
  }
  return tooSoon;
}

/** Bans that waited too long, most of them. */
export function waitFlaw(due: readonly Due[], calls: readonly Call[]): string[] {
  const waitedMs = percentile(banWaits(due, calls), 0.95);
  return waitedMs > URGENT_MS ? [`bans waited ${Math.round(waitedMs)} ms (p95)`] : [];
}

/** From each order to ban to the ban, in milliseconds, ascending; both are in order within a chat. */
function banWaits(due: readonly Due[], calls: readonly Call[]): number[] {
  const bans = Map.groupBy(
    calls.filter(({ method }) => method === 'banChatMember'),
    ({ chatId }) => Number(chatId),
  );
  const orders = due.filter(({ what }) => what === 'ban');
  return orders
    .map(({ chat, at }) => (bans.get(chat)?.shift()?.startedAt ?? Number.POSITIVE_INFINITY) - at)
    .sort((a, b) => a - b);
}
