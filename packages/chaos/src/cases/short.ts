import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Stage } from '../stage.ts';
import { killAll } from './kill.ts';
import { crashingOnce, endsOnce } from './points.ts';
import { away, killRedis } from './servers.ts';
import { errorsAndResets } from './telegram.ts';

const ENDS_MS = 30_000;
const BETWEEN_MS = 1_000;
const FAULT_MS = 2_000;

/** The sender ends after its next call, before it could commit the outcome. */
async function crash(stage: Stage): Promise<void> {
  if (!(await endsOnce(ENDS_MS))) stage.objects('nobody ended at the crash point');
}

/** One of each kind, one after another, with little load. */
export const short: Case = {
  name: 'short',
  title: 'a crash point, Telegram, PostgreSQL and Redis in trouble, kill -9 of everything: once each, with little load',
  chats: 20,
  people: 6,
  perSecond: 60,
  updates: 900,
  commitsWithinMs: 5_000,
  rig: { env: crashingOnce('handled', 'out-n') },
  async disturb(stage) {
    stage.watchesEnds();
    const { telegram } = stage.rig;
    const steps: [what: string, work: () => Promise<unknown>][] = [
      ['crash', () => crash(stage)],
      ['Telegram', () => errorsAndResets(telegram, FAULT_MS)],
      ['PostgreSQL', () => away('postgres', FAULT_MS)(stage)],
      ['Redis', () => killRedis(stage)],
      ['kill -9 of all', () => killAll(stage)],
    ];
    for (const [what, work] of steps) {
      await sleep(BETWEEN_MS);
      await stage.breaks(what, work, { losesSends: true });
    }
    await sleep(BETWEEN_MS);
  },
};
