import { setTimeout as sleep } from 'node:timers/promises';
import { type Chat, type Deed, judge, percentile } from '@alita/bench';
import { gatherOne } from '../people.ts';
import type { Case } from '../stage.ts';

const PEOPLE = 100_000;
const QUIET_CHATS = 200;
const SECONDS = 120;
/** One deed in so many is in a quiet chat: 20 of 220 a second. */
const EVERY = 11;
/** Most of what is said is said by these; one message in four is somebody's first, who has to be written down. */
const REGULARS = 500;
/** A quiet chat hardly notices; wide enough for a machine that has other work. */
const QUIET_MS = 500;

/** In the crowded chat one in twenty messages asks; quiet chats talk now and then, one in four asks. */
function talk(crowd: readonly Chat[]): (n: number) => Deed {
  const loud = crowd.at(-1);
  const quiet = crowd.slice(0, -1);
  return (n) => {
    const turn = Math.floor(n / EVERY);
    const isQuiet = n % EVERY === 0;
    const chat = isQuiet ? quiet[turn % quiet.length] : loud;
    if (!chat) throw new RangeError('nobody is there');
    const round = isQuiet ? Math.floor(turn / quiet.length) : n;
    const asks = isQuiet ? (turn + round) % 4 === 0 : n % 20 === 0;
    const speaker = !isQuiet && round % 4 > 0 ? round % REGULARS : round;
    const who = chat.people[speaker % chat.people.length] ?? chat.owner;
    return {
      act: { act: 'says', who, chat: chat.id, text: asks ? '/id' : `one of many remarks, ${n}` },
      ...(asks && { due: isQuiet ? 'quiet' : 'loud' }),
    };
  };
}

export const crowded: Case = {
  name: 'crowded',
  title: `a chat of ${PEOPLE} people, 200 messages a second for ${SECONDS} s, beside ${QUIET_CHATS} quiet ones`,
  chats: QUIET_CHATS,
  people: 3,
  perSecond: 220,
  updates: 220 * SECONDS,
  settlesWithinMs: 300_000,
  gather: (rig, share) => gatherOne(rig, 'supergroup', Math.round(PEOPLE * share)),
  deeds: talk,
  disturb: ({ share }) => sleep(SECONDS * share * 1000),
  check({ due }, calls) {
    const { latencies } = judge(
      due.filter(({ what }) => what === 'quiet'),
      calls,
    );
    const p95 = percentile(latencies, 0.95);
    return p95 > QUIET_MS ? [`quiet chats waited ${Math.round(p95)} ms (p95)`] : [];
  },
};
