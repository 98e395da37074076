import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from '@alita/db';
import { connectRedis } from '@alita/redis';
import { bringUpPostgres, bringUpRedis, type Server } from '@alita/servers';

const DATA = fileURLToPath(new URL('../../../../.data', import.meta.url));
const RIGS = join(DATA, 'rigs');
export const REDIS_MEMORY = '512mb';

/** A durable server of a rig. */
export interface ServerControl {
  /** Brings it up again with its data, when it is down; answers its address, which may be another than before. */
  up(): Promise<string>;
  down(): Promise<void>;
}

let rigs = 0;

/**
 * Durable servers as an operator would run them, with an empty Redis and an empty database, in a folder of their own.
 * What killed runs left behind is ended first.
 */
export async function bringUpServers() {
  await mkdir(RIGS, { recursive: true });
  for (const name of await readdir(RIGS)) if (!isAlive(Number.parseInt(name, 10))) await sweep(join(RIGS, name));

  const folder = join(RIGS, `${process.pid}-${++rigs}`);
  const { redis, postgres } = serversIn(folder);
  const [redisUrl, postgresUrl] = await Promise.all([redis.up(), postgres.up()]);
  const client = connectRedis({ url: redisUrl, name: 'rig' });
  await client.config('SET', 'maxmemory', REDIS_MEMORY);
  client.disconnect();
  const { url: databaseUrl } = await freshDatabase(postgresUrl);
  const stop = async () => {
    await Promise.all([redis.down(), postgres.down()]);
    await rm(folder, { recursive: true, force: true });
  };
  return { redis, postgres, redisUrl, databaseUrl, stop };
}

function serversIn(folder: string) {
  const cacheFolder = join(DATA, 'cache');
  return {
    redis: control(() => bringUpRedis({ cacheFolder, folder: join(folder, 'redis') })),
    postgres: control(() => bringUpPostgres({ cacheFolder, folder: join(folder, 'postgres') })),
  };
}

function control(bringUp: () => Promise<Server>): ServerControl {
  let stop = async () => {};
  return {
    async up() {
      const server = await bringUp();
      stop = () => server.stop();
      return server.url;
    },
    down: () => stop(),
  };
}

/** Servers are found by their folder: taking hold of them is the way to end them. */
async function sweep(folder: string): Promise<void> {
  for (const server of Object.values(serversIn(folder))) {
    await server
      .up()
      .then(() => server.down())
      .catch(() => {});
  }
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
