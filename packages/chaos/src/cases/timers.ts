import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Chat, Deed, Due, Load } from '@alita/bench';
import { mixed } from '../mixed.ts';
import { act, heardIn } from '../people.ts';
import type { Case, Stage } from '../stage.ts';
import { killRedis } from './servers.ts';

const NOTE_MS = 6_000;
/** The shortest there is. */
const PIN_MS = 30_000;
const PINS = 10;
/** One deed in so many asks for a note. */
const EVERY = 6;
const BETWEEN_MS = 6_000;
/** A timer rings so late at most when nothing is broken any more. */
const LATE_MS = 15_000;

/** A mixed load, and people who ask for notes. */
function curious(crowd: readonly Chat[]): (n: number) => Deed {
  const talk = mixed(crowd);
  return (n) => {
    const turn = Math.floor(n / EVERY);
    if (n % EVERY > 0) return talk(n - turn - 1);
    const { id, people } = crowd[turn % crowd.length] ?? { id: 0, people: [] };
    return { act: { act: 'says', who: people[1] ?? 0, chat: id, text: '#roses' }, due: 'note' };
  };
}

/** In ten chats something is pinned for a while; in every other one at once for good, which cancels the timer. */
async function pin(stage: Stage): Promise<void> {
  for (const [n, { id: chat, owner: who }] of stage.crowd.slice(0, PINS).entries()) {
    const replyTo = await act(stage, { act: 'says', who, chat, text: 'to be pinned' });
    await act(stage, { act: 'says', who, chat, replyTo, text: `/pin ${PIN_MS / 1000}s` });
    if (n % 2 === 1) await act(stage, { act: 'says', who, chat, replyTo, text: '/pin' });
  }
}

const pinFlaws = (calls: readonly Call[], crowd: readonly Chat[]): string[] =>
  crowd.slice(0, PINS).flatMap(({ id }, n) => {
    const times = calls.filter(({ method, chatId, ok }) => method === 'unpinChatMessage' && chatId === id && ok).length;
    const wanted = n % 2 === 0 ? 1 : 0;
    return times === wanted ? [] : [`${times} messages were unpinned instead of ${wanted}`];
  });

/** Of the notes somebody asked for: how many never went, or went too early. A note sent again may have lost its first id. */
async function noteFlaws(stage: Stage, chat: number, due: readonly Due[]): Promise<{ stayed: number; early: number }> {
  const shown = Map.groupBy(
    (await heardIn(stage, chat)).filter(({ isOurs }) => isOurs),
    ({ replyTo }) => replyTo,
  );
  const went = due.map(({ messageId, at }) => {
    const moments = (shown.get(messageId) ?? []).flatMap(({ deletedAt = Number.POSITIVE_INFINITY }) => deletedAt);
    return Math.min(...moments) - at;
  });
  return {
    stayed: went.filter((ms) => ms === Number.POSITIVE_INFINITY).length,
    early: went.filter((ms) => ms < NOTE_MS).length,
  };
}

async function flaws({ due }: Load, calls: readonly Call[], stage: Stage): Promise<string[]> {
  const notes = Map.groupBy(
    due.filter(({ what }) => what === 'note'),
    ({ chat }) => chat,
  );
  let [stayed, early] = [0, 0];
  for (const until = Date.now() + NOTE_MS + LATE_MS; Date.now() < until; await sleep(1_000)) {
    const found = await Promise.all([...notes].map(([chat, asked]) => noteFlaws(stage, chat, asked)));
    stayed = found.reduce((sum, each) => sum + each.stayed, 0);
    early = found.reduce((sum, each) => sum + each.early, 0);
    if (stayed === 0) break;
  }
  return [
    ...(stayed > 0 ? [`${stayed} notes stayed`] : []),
    ...(early > 0 ? [`${early} notes went too early`] : []),
    ...pinFlaws(calls, stage.crowd),
  ];
}

/** Timers that ring, those that were cancelled, and Refs, by which a note that was shown is found again. */
export const timers: Case = {
  name: 'timers',
  title: 'notes go after a while, pins stay or go, while worker, sender and Redis are killed',
  chats: 60,
  people: 6,
  perSecond: 60,
  updates: 3_000,
  commands: ['/save roses Red roses', `/notedelete ${NOTE_MS / 1000}`],
  deeds: curious,
  async disturb(stage) {
    await pin(stage);
    await stage.kills(stage.one('worker'));
    await sleep(BETWEEN_MS);
    await stage.kills(stage.one('sender'));
    await sleep(BETWEEN_MS);
    await stage.breaks('kill -9 of Redis', () => killRedis(stage), { losesSends: true });
    await sleep(BETWEEN_MS);
    await stage.kills(stage.one('worker'));
    await sleep(PIN_MS - 2 * BETWEEN_MS);
  },
  check: flaws,
};
