import { fileURLToPath } from 'node:url';
import { connectDatabase, type Database, freshDatabase } from '@alita/db';
import {
  type Line,
  type Scene,
  type ServiceName,
  type Supervised,
  type System,
  startSimulator,
  startSystem,
} from '@alita/local';
import { connectRedis, type RedisClient } from '@alita/redis';
import { bringUpPostgres, bringUpRedis, freePort } from '@alita/servers';
import { createSimulatorClient, type SimulatorClient } from '@alita/simulator';

const DATA = fileURLToPath(new URL('../../../../.data', import.meta.url));
const REDIS_MEMORY = '512mb';

/** What every run of a rig has in common; belongs into every report. */
export const CONDITIONS = `Redis with AOF everysec and maxmemory ${REDIS_MEMORY}, embedded PostgreSQL with fsync on, SENDER_LIMITS=off, simulated Telegram on the same machine`;

export type Mode = 'polling' | 'webhook';

export interface RigOptions {
  /** Names the folder under `.data` its servers live in; two rigs at a time need two. */
  readonly name: string;
  /** How updates come in; by polling unless said. */
  readonly mode?: Mode;
  /** Processes per service; 1. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Further variables of the services. */
  readonly env?: NodeJS.ProcessEnv;
  /** Lets the services reach a server by another address, such as a proxy's. */
  readonly via?: (url: string) => Promise<string>;
  readonly onLine?: (line: Line) => void;
}

/** The whole system under load: four services, their durable servers, a simulated Telegram, and ways to look at them. */
export interface Rig {
  readonly system: System;
  readonly scene: Scene;
  readonly simulator: Supervised;
  /** Steers Telegram. */
  readonly telegram: SimulatorClient;
  /** The services' Redis, straight. */
  readonly redis: RedisClient;
  /** The services' database, straight. */
  readonly database: Database;
  /** Stops everything; what it kept is wiped by the next rig of this name. */
  stop(): Promise<void>;
}

/** Brings up an empty system and waits until it is ready. */
export async function startRig(options: RigOptions): Promise<Rig> {
  const { name, mode = 'polling', replicas = {}, via = async (url) => url, onLine = () => {} } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    const servers = await bringUpServers(name);
    stops.push(servers.stop);
    const simulated = await startSimulator(0, onLine);
    stops.push(() => simulated.process.stop());
    const { scene } = simulated;
    const redis = connectRedis({ url: servers.redisUrl, name: 'rig' });
    stops.push(async () => redis.disconnect());
    const database = connectDatabase({ url: servers.databaseUrl, name: 'rig', maxConnections: 2 });
    stops.push(() => database.close());
    const httpPort = String(await freePort());
    const webhook = {
      USE_WEBHOOKS: 'true',
      WEBHOOK_DOMAIN: `http://127.0.0.1:${httpPort}`,
      WEBHOOK_SECRET: 'of-the-load',
    };
    const system = await startSystem({
      replicas,
      onLine,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: await via(servers.databaseUrl),
        REDIS_URL: await via(servers.redisUrl),
        BOT_TOKEN: scene.token,
        API_SERVER: scene.url,
        OWNER_ID: String(scene.ownerId),
        MESSAGE_DUMP: String(scene.dumpId),
        HTTP_PORT: httpPort,
        SENDER_LIMITS: 'off',
        ...(mode === 'webhook' && webhook),
        ...options.env,
      },
    });
    stops.push(() => system.stop());
    const telegram = createSimulatorClient(scene.url);
    return { system, scene, simulator: simulated.process, telegram, redis, database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Durable servers as an operator would run them, with an empty Redis and an empty database. */
export async function bringUpServers(name: string) {
  const cacheFolder = `${DATA}/cache`;
  const [redis, postgres] = await Promise.all([
    bringUpRedis({ cacheFolder, folder: `${DATA}/${name}/redis` }),
    bringUpPostgres({ cacheFolder, folder: `${DATA}/${name}/postgres` }),
  ]);
  const stop = () => Promise.all([redis.stop(), postgres.stop()]);
  const client = connectRedis({ url: redis.url, name: 'rig' });
  await client.flushall();
  await client.config('SET', 'maxmemory', REDIS_MEMORY);
  client.disconnect();
  const database = await freshDatabase(postgres.url);
  return { redisUrl: redis.url, databaseUrl: database.url, stop: () => database.drop().then(stop, stop) };
}
