import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, type Chat, type Deed, type Due, percentile } from '@alita/bench';
import { mixed } from '../mixed.ts';
import { act, botOf, gatherOne } from '../people.ts';
import type { Case, Stage } from '../stage.ts';

const SECONDS = 60;
const CHATS = 100;
const PEOPLE = 12;
const PER_SECOND = 60;
/** Bursts are over by then. */
const STEADY_AFTER_MS = 15_000;
const GOODPUT = 0.9;
/** A ban or a deletion is on the wire within this time, however many messages wait. */
const URGENT_MS = 1_000;
/** Clocks of two processes on one machine, and a request's way. */
const TOLERANCE_MS = 50;

/** More questions than may be answered, and a ban now and then. */
const eager =
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

/** What the simulator would have let through per second: the bot's limit or that of all groups together. */
const ALLOWED = { published: Math.min(30, (CHATS * 20) / 60), strict: Math.min(25, (CHATS * 18) / 60) };

const limits = (preset: keyof typeof ALLOWED): Case => ({
  name: `limits-${preset}`,
  title: `Telegram keeps its ${preset} limits, and twice as much is asked for`,
  chats: CHATS,
  people: PEOPLE,
  perSecond: PER_SECOND,
  updates: PER_SECOND * SECONDS,
  settlesWithinMs: 300_000,
  rig: { env: { SENDER_LIMITS: 'telegram' } },
  deeds: eager,
  async disturb({ rig }) {
    await rig.telegram.setLimits(preset);
    await sleep(SECONDS * 1000);
  },
  check({ due }, calls) {
    const began = (due[0]?.at ?? 0) + STEADY_AFTER_MS;
    const ended = due.at(-1)?.at ?? 0;
    const sent = calls.filter(
      ({ method, ok, startedAt }) => ok && method === 'sendMessage' && startedAt > began && startedAt < ended,
    );
    const perSecond = (sent.length * 1000) / (ended - began);
    const tooSoon = countTooSoon(calls);
    const bansMs = percentile(banWaits(due, calls), 0.95);
    const allowed = ALLOWED[preset];
    return [
      ...(perSecond < allowed * GOODPUT
        ? [`${perSecond.toFixed(1)} of ${allowed.toFixed(1)} messages a second went out`]
        : []),
      ...(tooSoon > 0 ? [`${tooSoon} messages were sent before the time Telegram named`] : []),
      ...(bansMs > URGENT_MS ? [`bans waited ${Math.round(bansMs)} ms (p95)`] : []),
    ];
  },
});

const SAYS = 500;
const ORDERS = 20;

/** Orders to ban, while more messages wait in the same chat than it may get for a long time. */
async function overtake(stage: Stage): Promise<void> {
  const { rig, crowd } = stage;
  const { id: chat, owner, people } = crowd.at(-1) ?? { id: 0, owner: 0, people: [] };
  await rig.telegram.setLimits('published');
  const { calls: before } = await rig.telegram.stats();
  for (let n = 0; n < SAYS; n++)
    await act(stage, { act: 'says', who: people[n % people.length] ?? owner, chat, text: '/id' });
  await sleep(5_000);
  const orders: Due[] = [];
  for (const who of people.slice(0, ORDERS)) {
    const at = Date.now();
    const messageId = await act(stage, { act: 'says', who: owner, chat, text: `/ban ${who}` });
    orders.push({ what: 'ban', chat, messageId, at });
    await sleep(1_000);
  }
  const { calls } = await rig.telegram.calls({ after: before.count });
  const sent = calls.filter(({ method, chatId, ok }) => ok && chatId === chat && method === 'sendMessage').length;
  if (sent > SAYS / 2) stage.objects(`${sent} messages had left: nothing was overtaken`);
  const waitedMs = percentile(banWaits(orders, calls), 0.95);
  if (waitedMs > URGENT_MS) stage.objects(`bans waited ${Math.round(waitedMs)} ms (p95)`);
  // nobody has to wait for what is left
  await act(stage, { act: 'bans', who: owner, chat, user: botOf(rig) });
}

const overtaken: Case = {
  name: 'limits-overtaken',
  title: `bans overtake ${SAYS} messages that wait in the same chat`,
  chats: 20,
  people: 6,
  perSecond: 5,
  updates: 100,
  rig: { env: { SENDER_LIMITS: 'telegram' } },
  gather: (rig) => gatherOne(rig, 'supergroup', 2 * ORDERS),
  deeds: (chats) => mixed(chats.slice(0, -1)),
  disturb: overtake,
};

export const hiddenLimits: readonly Case[] = [limits('published'), limits('strict'), overtaken];
