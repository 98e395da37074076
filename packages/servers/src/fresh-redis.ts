import { Redis } from 'ioredis';

/** An empty logical database of a test server. */
export interface FreshRedis {
  readonly url: string;
  /** Empties it and gives it back. */
  drop(): Promise<void>;
}

const LEASE_SECONDS = 600;

/**
 * Takes an empty logical database for one test file: `const redis = await freshRedis()`. Others of the same server,
 * in this process or another, get different ones; one whose owner was killed is free again after ten minutes.
 */
export async function freshRedis(url = process.env.TEST_REDIS_URL ?? ''): Promise<FreshRedis> {
  if (!url) throw new Error('TEST_REDIS_URL is not set: run the tests through tooling/jest.config.mjs');
  const databaseUrl = (database: number) => new URL(`/${database}`, url).href;
  return await withRedis(databaseUrl(0), async (leases) => {
    const [, databases] = (await leases.config('GET', 'databases')) as string[];
    for (let number = 1; number < Number(databases); number += 1) {
      const lease = `alita:test:database:${number}`;
      if ((await leases.set(lease, process.pid, 'EX', LEASE_SECONDS, 'NX')) === null) continue;
      const own = databaseUrl(number);
      const clear = async () => await withRedis(own, async (redis) => void (await redis.flushdb()));
      await clear();
      const drop = async () => {
        await clear();
        await withRedis(databaseUrl(0), async (redis) => void (await redis.del(lease)));
      };
      return { url: own, drop };
    }
    throw new Error(`All ${databases} databases of the test Redis are taken`);
  });
}

async function withRedis<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { disconnectTimeout: 50 });
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}
