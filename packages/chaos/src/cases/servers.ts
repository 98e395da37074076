import { setTimeout as sleep } from 'node:timers/promises';
import { healthOf } from '../health.ts';
import type { Case, Stage } from '../stage.ts';

const LOAD = { chats: 100, people: 6, perSecond: 150, updates: 4_500 } as const;
const BEFORE_MS = 4_000;

/** A case that breaks one thing once, some seconds into the load. */
const once = (
  name: string,
  title: string,
  work: (stage: Stage) => Promise<unknown>,
  more: Partial<Case> & { losesSends?: boolean } = {},
): Case => {
  const { losesSends = false, ...rest } = more;
  return {
    name,
    title,
    ...LOAD,
    ...rest,
    async disturb(stage) {
      await sleep(BEFORE_MS);
      await stage.breaks(title, () => work(stage), { losesSends });
      await sleep(BEFORE_MS);
    },
  };
};

export const away = (server: 'redis' | 'postgres', ms: number) => async (stage: Stage) => {
  stage.links[server].cut();
  await sleep(ms);
  stage.links[server].mend();
};

export async function killRedis({ rig, links }: Stage): Promise<void> {
  const pid = Number(/process_id:(\d+)/.exec(await rig.redis.info('server'))?.[1]);
  process.kill(pid, 'SIGKILL');
  await sleep(500);
  links.redis.retarget(await rig.servers.redis.up());
}

/** As when a standby that knows every commit takes over: connections break at any statement, and the address is new. */
async function killPostgres({ rig, links }: Stage): Promise<void> {
  const [file] = await rig.database.db.$queryRaw<{ lines: string }[]>`select pg_read_file('postmaster.pid') as lines`;
  process.kill(Number.parseInt(file?.lines ?? '', 10), 'SIGKILL');
  await sleep(1_000);
  links.postgres.retarget(await rig.servers.postgres.up());
}

async function restartPostgres({ rig, links }: Stage): Promise<void> {
  await rig.servers.postgres.down();
  links.postgres.retarget(await rig.servers.postgres.up());
}

/** Leaves so little room that intake stops, then none, then room again. */
async function fillRedis({ rig: { redis } }: Stage): Promise<void> {
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
  await redis.config('SET', 'maxmemory', Math.round((await used()) * 1.1));
  await sleep(6_000);
  await redis.config('SET', 'maxmemory', await used());
  await sleep(6_000);
  await redis.config('SET', 'maxmemory', '512mb');
}

async function loseAnswers({ links }: Stage): Promise<void> {
  links.redis.lostAnswers = 0.002;
  await sleep(15_000);
  links.redis.lostAnswers = 0;
}

/** An operator lets Redis evict: everything works, and says loudly what is wrong. */
async function letEvict(stage: Stage): Promise<void> {
  const { rig } = stage;
  const policy = 'maxmemory-policy';
  const warned = stage.hears(policy);
  const isTold = async () => (await healthOf(rig)).warnings.some((warning) => warning.includes(policy));
  await rig.redis.config('SET', policy, 'allkeys-lru');
  await stage.kills(stage.one('gateway'));
  if (warned() === 0) stage.objects('nobody warned of it at the start');
  if (!(await isTold())) stage.objects('/health does not warn of it');
  await rig.redis.config('SET', policy, 'noeviction');
  if (await isTold()) stage.objects('/health warns of it although it is mended');
}

async function hold({ links }: Stage, server: 'redis' | 'postgres', ms: number): Promise<void> {
  links[server].hold();
  await sleep(ms);
  links[server].mend();
}

export const servers: readonly Case[] = [
  once('redis-restart', 'kill -9 of Redis, which comes back with its append-only file', killRedis, {
    losesSends: true,
  }),
  once('redis-away', 'no way to Redis for 10 s', away('redis', 10_000), { losesSends: true }),
  once('redis-silent', 'Redis takes 5 s for everything', (stage) => hold(stage, 'redis', 5_000), { losesSends: true }),
  once('redis-answers', 'answers of Redis are cut off for 15 s, after their scripts took effect', loseAnswers, {
    losesSends: true,
  }),
  once('redis-full', 'Redis is nearly full, then full, for 12 s', fillRedis),
  once('redis-policy', 'Redis may evict: said at the start and in /health', letEvict),
  once('postgres-away', 'no way to PostgreSQL for 30 s', away('postgres', 30_000)),
  once('postgres-restart', 'PostgreSQL is restarted', restartPostgres),
  once('postgres-killed', 'kill -9 of PostgreSQL, which recovers with another address', killPostgres),
  once('postgres-silent', 'a statement of PostgreSQL hangs for 10 s', (stage) => hold(stage, 'postgres', 10_000)),
  once('postgres-pool', 'one connection to PostgreSQL per worker', () => sleep(15_000), {
    rig: { env: { DB_MAX_OPEN_CONNS: '1' } },
  }),
];
