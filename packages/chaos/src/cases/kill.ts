import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Stage } from '../stage.ts';

const SERVICES = ['worker', 'sender', 'ingress'] as const;
const CROWD = { chats: 200, people: 6 } as const;
const FREEZE_MS = 15_000;
/** Enough to catch up before the next fault. */
const PAUSE_MS = 6_000;

interface Kills extends Partial<Pick<Case, 'chats' | 'people' | 'perSecond' | 'updates' | 'rig'>> {
  readonly times: number;
  readonly everyMs: number;
}

/** `kill -9` of each service in turn. */
export function killEach(name: string, { times, everyMs, ...load }: Kills): Case {
  return {
    name,
    title: `kill -9 of worker, sender and ingress, ${times} times each`,
    ...CROWD,
    perSecond: 200,
    updates: 10_000,
    ...load,
    async disturb(stage) {
      for (let n = 0; n < times; n++) {
        for (const service of SERVICES) {
          await sleep(everyMs);
          await stage.kills(stage.one(service));
        }
      }
      await sleep(everyMs);
    },
  };
}

/** Each service stands still for a while and wakes into a world that went on. */
export const freeze: Case = {
  name: 'freeze',
  title: `SIGSTOP of worker, sender and ingress for ${FREEZE_MS / 1000} s each, then SIGCONT`,
  ...CROWD,
  perSecond: 180,
  updates: 10_000,
  async disturb(stage) {
    for (const service of SERVICES) {
      await sleep(PAUSE_MS);
      await stage.freezes(stage.one(service), FREEZE_MS);
    }
    await sleep(PAUSE_MS);
  },
};

/** Seven processes, and so little load that only what broke can hold up an answer. */
const DOUBLED = { perSecond: 60, updates: 2_000, rig: { replicas: { worker: 2, sender: 2, ingress: 2 } } } as const;

/** The same where another process can take over at once. */
export const takeover: Case = {
  ...killEach('takeover', { times: 3, everyMs: 4_000, ...DOUBLED }),
  title: 'kill -9 of one of two workers, senders and ingresses, 3 times each',
  movesOnWithinMs: 3_000,
};

export const freezeOneOfTwo: Case = {
  ...freeze,
  name: 'freeze-one-of-two',
  title: `SIGSTOP of one of two workers, senders and ingresses for ${FREEZE_MS / 1000} s each, then SIGCONT`,
  ...DOUBLED,
  movesOnWithinMs: 3_000,
};

export const kill = killEach('kill', { times: 3, everyMs: 4_000 });

/** Every service at random, all the time. */
export const storm: Case = {
  name: 'storm',
  title: 'kill -9 of any process of two workers, two senders, an ingress, 20 times in 60 s',
  ...CROWD,
  perSecond: 160,
  updates: 10_000,
  rig: { replicas: { worker: 2, sender: 2 } },
  async disturb(stage) {
    const { processes } = stage.rig.system;
    for (let n = 0; n < 20; n++) {
      await sleep(3_000);
      const victim = processes[Math.floor(Math.random() * processes.length)];
      if (victim) await stage.kills(victim, { andWaits: false });
    }
  },
};

/** Resolves when all are back. */
export async function killAll({ rig }: Stage): Promise<void> {
  const { processes } = rig.system;
  for (const process of processes) process.kill();
  await Promise.all(processes.map((process) => process.untilReady()));
}

export const all: Case = {
  name: 'all',
  title: 'kill -9 of all four services at once, 3 times',
  ...CROWD,
  perSecond: 160,
  updates: 6_000,
  async disturb(stage) {
    for (let n = 0; n < 3; n++) {
      await sleep(6_000);
      await stage.breaks('kill -9 of all', () => killAll(stage), { losesSends: true });
    }
    await sleep(4_000);
  },
};
