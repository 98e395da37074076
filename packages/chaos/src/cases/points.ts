import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crash } from '../crash-at.ts';
import { parkedIn, replay, WITH_CONSOLE } from '../health.ts';
import { act, saidIn } from '../people.ts';
import type { Case, Stage } from '../stage.ts';

const HOOK = new URL('../crash-at.ts', import.meta.url).href;
const LOAD = { chats: 100, people: 6, perSecond: 150, updates: 4_500 } as const;
const REPLICAS = { worker: 2, sender: 2 } as const;
const LASTS_MS = 30_000;

/** Variables under which a service ends itself at a point. */
export const crashing = (...crashes: Crash[]): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--import ${HOOK}`,
  CHAOS_CRASH_AT: JSON.stringify(crashes),
});

/** A file that is there while processes end at their points. */
export const ARMED = join(tmpdir(), `alita-chaos-armed-${process.pid}`);

/** Nobody ends but meanwhile: what owners set before is relied on. */
export async function whileArmed(work: () => Promise<void>): Promise<void> {
  await writeFile(ARMED, '');
  try {
    await work();
  } finally {
    await rm(ARMED, { force: true });
  }
}

/** Variables under which `endsOnce` ends a process at a point. */
export const crashingOnce = (point: Crash['point'], queue: Crash['queue']): NodeJS.ProcessEnv =>
  crashing({ point, queue, armedBy: ARMED, once: true });

/** One process ends at the point; answers false when none got there in time. */
export async function endsOnce(withinMs: number): Promise<boolean> {
  let isOver = false;
  await whileArmed(async () => {
    for (const until = Date.now() + withinMs; !isOver && Date.now() < until; isOver = !existsSync(ARMED))
      await sleep(50);
  });
  return isOver;
}

const atPoint = (point: Crash['point'], queue: Crash['queue'], oneIn: number): Case => ({
  name: `point-${queue}-${point}`,
  title: `processes end themselves at \`${point}\` of \`${queue}\``,
  ...LOAD,
  rig: { replicas: REPLICAS, env: crashing({ point, queue, oneIn, armedBy: ARMED }) },
  async disturb(stage) {
    const ends = stage.watchesEnds();
    await whileArmed(() => sleep(LASTS_MS));
    if (ends() === 0) stage.objects('nobody ended there');
  },
});

/** What PostgreSQL answers when a transaction is open, and when it has been committed. */
const ANSWERS = { before: Buffer.from('Z\0\0\0\x05T', 'latin1'), after: Buffer.from('COMMIT\0', 'latin1') };
const ONE_IN = 40;

/** A worker that ends while PostgreSQL has its writes and has not committed them, or has and could not say so. */
const aroundCommit = (when: keyof typeof ANSWERS): Case => ({
  name: `point-sql-${when}`,
  title: `workers end right ${when} PostgreSQL commits`,
  ...LOAD,
  rig: { replicas: REPLICAS },
  async disturb(stage) {
    const { postgres } = stage.links;
    let ends = 0;
    postgres.breaksAt = (client, answer) => {
      if (!answer.includes(ANSWERS[when]) || Math.random() * ONE_IN > 1) return false;
      const workers = stage.rig.system.of('worker');
      const worker = workers.find(({ pid }) => pid !== undefined && client.startsWith(`worker-${pid}-`));
      if (!worker) return false;
      ends++;
      void stage.kills(worker, { andWaits: false });
      return true;
    };
    await sleep(LASTS_MS);
    postgres.breaksAt = undefined;
    if (ends === 0) stage.objects('nobody ended there');
  },
});

const POISON = '/ping poison pill';
const PARKED_WITHIN_MS = 120_000;
const REPLAYED_WITHIN_MS = 30_000;

async function holdsWithin(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + ms; Date.now() < until; await sleep(250)) if (await holds()) return true;
  return false;
}

/** What kills whoever handles it is set aside; handled again once that is mended, it is answered. */
async function takePoison(stage: Stage): Promise<void> {
  const { rig, crowd } = stage;
  const { id: chat, owner } = crowd[0] ?? { id: 0, owner: 0 };
  stage.watchesEnds();
  await sleep(2_000);
  let said = 0;
  await whileArmed(async () => {
    said = await act(stage, { act: 'says', who: owner, chat, text: POISON });
    const isParked = await holdsWithin(PARKED_WITHIN_MS, async () => (await parkedIn(rig, 'in')).length > 0);
    if (!isParked) stage.objects('it was not parked');
  });
  for (const choice of await parkedIn(rig, 'in')) await replay(rig, 'in', choice);
  const isAnswered = async () => (await saidIn(stage, chat)).some(({ replyTo }) => replyTo === said);
  if (!(await holdsWithin(REPLAYED_WITHIN_MS, isAnswered))) stage.objects('it was not answered after its replay');
}

const poison: Case = {
  name: 'poison',
  title: 'one update kills every process that handles it; it is parked, the others go on; mended, it is replayed',
  ...LOAD,
  // its chat must come to its turn five times, behind what piles up while the only worker starts
  perSecond: 60,
  updates: 1_800,
  rig: {
    env: { ...WITH_CONSOLE, ...crashing({ point: 'handling', queue: 'in', text: 'poison pill', armedBy: ARMED }) },
  },
  disturb: takePoison,
};

export const points: readonly Case[] = [
  atPoint('pushed', 'in', 500),
  atPoint('claimed', 'in', 500),
  atPoint('handling', 'in', 700),
  atPoint('handled', 'in', 400),
  atPoint('committed', 'in', 400),
  atPoint('claimed', 'out-n', 80),
  atPoint('handled', 'out-n', 80),
  atPoint('committed', 'out-n', 80),
  atPoint('handled', 'out-u', 20),
  aroundCommit('before'),
  aroundCommit('after'),
  poison,
];
