import { connectDatabase, type Database } from '@alita/db';
import {
  type Line,
  type Scene,
  type ServiceName,
  type Supervised,
  type System,
  type SystemOptions,
  startSimulator,
  startSystem,
} from '@alita/local';
import { connectRedis, type RedisClient } from '@alita/redis';
import { freePort } from '@alita/servers';
import { createSimulatorClient, type SimulatorClient } from '@alita/simulator';
import { bringUpServers, REDIS_MEMORY, type ServerControl } from './servers.ts';

/** What every run of a rig has in common; belongs into every report. */
export const CONDITIONS = `Redis with AOF everysec and maxmemory ${REDIS_MEMORY}, embedded PostgreSQL with fsync on, SENDER_LIMITS=off, simulated Telegram on the same machine`;

export type Mode = 'polling' | 'webhook';

export interface RigOptions {
  /** How updates come in; by polling unless said. */
  readonly mode?: Mode;
  /** Processes per service; 1. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Further variables of the services. */
  readonly env?: NodeJS.ProcessEnv;
  /** What starts the services; `startSystem` unless said. */
  readonly start?: (options: SystemOptions) => Promise<System>;
  /** Lets everybody reach a server by another address, such as a proxy's. */
  readonly via?: (url: string, server: 'redis' | 'postgres') => Promise<string>;
  readonly onLine?: (line: Line) => void;
}

/** The whole system under load: four services, their durable servers, a simulated Telegram, and ways to look at them. */
export interface Rig {
  readonly system: System;
  /** The variables of the services. */
  readonly env: NodeJS.ProcessEnv;
  readonly scene: Scene;
  readonly simulator: Supervised;
  /** Steers Telegram. */
  readonly telegram: SimulatorClient;
  readonly servers: { readonly redis: ServerControl; readonly postgres: ServerControl };
  /** The services' Redis. */
  readonly redis: RedisClient;
  /** The services' database. */
  readonly database: Database;
  /** Stops everything and wipes what it kept. */
  stop(): Promise<void>;
}

/** Brings up an empty system and waits until it is ready. */
export async function startRig(options: RigOptions): Promise<Rig> {
  const { mode = 'polling', replicas = {}, start = startSystem, via = async (url) => url, onLine = () => {} } = options;
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    const servers = await bringUpServers();
    stops.push(servers.stop);
    const simulated = await startSimulator(0, onLine);
    stops.push(() => simulated.process.stop());
    const { scene } = simulated;
    const redisUrl = await via(servers.redisUrl, 'redis');
    const databaseUrl = await via(servers.databaseUrl, 'postgres');
    const redis = connectRedis({ url: redisUrl, name: 'rig' });
    stops.push(async () => redis.disconnect());
    const database = connectDatabase({ url: databaseUrl, name: 'rig', maxConnections: 2 });
    stops.push(() => database.close());
    const httpPort = String(await freePort());
    const webhook = {
      USE_WEBHOOKS: 'true',
      WEBHOOK_DOMAIN: `http://127.0.0.1:${httpPort}`,
      WEBHOOK_SECRET: 'of-the-load',
    };
    const env = {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      BOT_TOKEN: scene.token,
      API_SERVER: scene.url,
      OWNER_ID: String(scene.ownerId),
      MESSAGE_DUMP: String(scene.dumpId),
      HTTP_PORT: httpPort,
      SENDER_LIMITS: 'off',
      ...(mode === 'webhook' && webhook),
      ...options.env,
    };
    const system = await start({ replicas, onLine, env });
    stops.push(() => system.stop());
    const telegram = createSimulatorClient(scene.url);
    return { system, env, scene, simulator: simulated.process, telegram, servers, redis, database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
