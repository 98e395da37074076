import { fileURLToPath } from 'node:url';
import { bringUpPostgres, bringUpRedis } from '../packages/servers/src/index.ts';

const options = { cacheFolder: fileURLToPath(new URL('../.data/cache', import.meta.url)) };

/** One throwaway PostgreSQL and one Redis for the whole run, unless the environment names others. */
export default async function bringUp() {
  const [postgres, redis] = await Promise.all([
    bringUpPostgres({ ...options, url: process.env.TEST_DATABASE_URL }),
    bringUpRedis({ ...options, url: process.env.TEST_REDIS_URL }),
  ]);
  process.env.TEST_DATABASE_URL = postgres.url;
  process.env.TEST_REDIS_URL = redis.url;
  globalThis.stopServers = () => Promise.all([postgres.stop(), redis.stop()]);
}
