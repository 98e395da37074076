import { setTimeout as sleep } from 'node:timers/promises';
import type { Due } from '@alita/bench';
import { mixed } from '../mixed.ts';
import { act, botOf, gatherOne } from '../people.ts';
import type { Case, Stage } from '../stage.ts';
import { allowedPerSecond, eager, type Preset, paceFlaws, waitFlaw } from './pace.ts';

const PEOPLE = 12;
const PACED = { env: { SENDER_LIMITS: 'telegram' } } as const;
const SECONDS = 60;
/** Bursts are over by then. */
const STEADY_AFTER_MS = 15_000;
const MANY = { chats: 100, people: PEOPLE, perSecond: 60 } as const;

const limits = (preset: Preset): Case => ({
  name: `limits-${preset}`,
  title: `Telegram keeps its ${preset} limits, and twice as much is asked for`,
  ...MANY,
  updates: MANY.perSecond * SECONDS,
  settlesWithinMs: 300_000,
  rig: PACED,
  deeds: eager,
  async disturb({ rig }) {
    await rig.telegram.setLimits(preset);
    await sleep(SECONDS * 1000);
  },
  check(load, calls) {
    const from = (load.due[0]?.at ?? 0) + STEADY_AFTER_MS;
    const until = load.due.at(-1)?.at ?? 0;
    return paceFlaws(load, calls, [{ from, until, allowed: allowedPerSecond(preset, MANY.chats) }]);
  },
});

/** Limits in force one after another; nobody is told. */
const CHANGES: readonly Preset[] = ['published', 'strict', 'published'];
/** Long enough for the limit of a group, which is one per minute. */
const COUNTED_MS = 60_000;
/** A lower limit is learned from refusals, within this time. */
const LEARNING_MS = 15_000;
/** What refusals taught about the bot's own limit is forgotten slowly, so that they are few: a higher one is not tried at once. */
const FORGETTING_MS = 90_000;

interface Change {
  readonly of: 'bot' | 'chat';
  readonly chats: number;
  readonly perSecond: number;
  /** Time to notice each of the changes, in which goodput is not counted; a minute follows in which it is. */
  readonly noticedMs: readonly number[];
}

const change = ({ of, chats, perSecond, noticedMs }: Change): Case => {
  const untils = CHANGES.map((_, n) => noticedMs.slice(0, n + 1).reduce((sum, ms) => sum + ms + COUNTED_MS, 0));
  return {
    name: `limits-change-${of}`,
    title: `the limits of Telegram become ${CHANGES.join(', then ')}, while more is asked for than the ${of} may send`,
    chats,
    people: PEOPLE,
    perSecond,
    updates: 0,
    settlesWithinMs: 300_000,
    rig: PACED,
    deeds: eager,
    async disturb({ rig }) {
      for (const [n, preset] of CHANGES.entries()) {
        await rig.telegram.setLimits(preset);
        await sleep((untils[n] ?? 0) - (untils[n - 1] ?? 0));
      }
    },
    check(load, calls) {
      const began = load.due[0]?.at ?? 0;
      const stretches = CHANGES.map((preset, n) => {
        const until = began + (untils[n] ?? 0);
        return { from: until - COUNTED_MS, until, allowed: allowedPerSecond(preset, chats) };
      });
      return paceFlaws(load, calls, stretches);
    },
  };
};

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
  for (const flaw of waitFlaw(orders, calls)) stage.objects(flaw);
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
  rig: PACED,
  gather: (rig) => gatherOne(rig, 'supergroup', 2 * ORDERS),
  deeds: (chats) => mixed(chats.slice(0, -1)),
  disturb: overtake,
};

export const hiddenLimits: readonly Case[] = [
  limits('published'),
  limits('strict'),
  change({ of: 'bot', chats: MANY.chats, perSecond: 34, noticedMs: [LEARNING_MS, LEARNING_MS, FORGETTING_MS] }),
  change({ of: 'chat', chats: 30, perSecond: 14, noticedMs: [LEARNING_MS, LEARNING_MS, LEARNING_MS] }),
  overtaken,
];
