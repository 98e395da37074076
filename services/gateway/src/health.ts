import { deadline, VERSION } from '@alita/observe';
import { type Mailboxes, QUEUES } from '@alita/queues';
import type { RedisClient } from '@alita/redis';
import type { Instances } from './instances.ts';
import { type RedisHealth, readIdentity, readRedis, redisWarnings } from './redis.ts';
import { maxOf, parseSamples } from './samples.ts';

const LOOK_MS = 2_000;
/** Polling asks every half minute at most; a webhook's leader looks as often. */
const TELEGRAM_SILENT_S = 90;
const TELEGRAM_ANSWERED = 'alita_telegram_answered_timestamp_seconds';
const NEEDED = ['ingress', 'worker', 'sender'] as const;

export interface HealthOptions {
  readonly instances: Instances;
  readonly redis: RedisClient;
  /** Bytes Redis may use, where it has no `maxmemory` itself. */
  readonly redisMemoryBytes?: number | undefined;
  readonly mailboxes: Pick<Mailboxes, 'stats'>;
  /** Rejects when PostgreSQL does not answer. */
  readonly pingDatabase: () => Promise<unknown>;
  readonly now?: () => number;
}

export interface Health {
  readonly status: 'healthy' | 'unhealthy';
  readonly checks: { database: boolean; redis: boolean; telegram: boolean; services: boolean };
  readonly version: string;
  readonly uptime: string;
  /** The bot's user name, as Telegram told ingress. */
  readonly bot: string | undefined;
  /** How updates come in; undefined while no ingress lives. */
  readonly mode: 'polling' | 'webhook' | undefined;
  /** What an operator should change although everything works. */
  readonly warnings: readonly string[];
  readonly missing: readonly string[];
  readonly services: readonly {
    service: string;
    instance: string;
    version: string;
    ageSeconds: number;
    notReady: readonly string[];
  }[];
  readonly redis: RedisHealth | undefined;
  /** By mailbox kind. */
  readonly queues: Readonly<
    Record<string, { mailboxes: number; items: number; oldestSeconds: number; parked: number }>
  >;
}

/** Looks at everything at once, each look bounded by 2 s. */
export async function readHealth(options: HealthOptions): Promise<Health> {
  const { instances, redis, redisMemoryBytes, mailboxes, pingDatabase, now = Date.now } = options;
  const within = <T, U>(look: Promise<T>, otherwise: U): Promise<T | U> =>
    deadline(look, LOOK_MS).catch(() => otherwise);
  const [database, redisHealth, bot, live, heardAt, queues] = await Promise.all([
    within(
      pingDatabase().then(() => true),
      false,
    ),
    within(readRedis(redis, redisMemoryBytes), undefined),
    within(readIdentity(redis), undefined),
    within(instances.live(), []),
    within(telegramHeardAt(instances), undefined),
    within(readQueues(mailboxes), {}),
  ]);
  const services = await Promise.all(
    live.map(async (instance) => ({
      service: instance.service,
      instance: instance.process,
      version: instance.version,
      ageSeconds: Math.round((now() - instance.started) / 1000),
      notReady: await instances.notReady(instance),
    })),
  );
  const missing = NEEDED.filter(
    (name) => !services.some(({ service, notReady }) => service === name && notReady.length === 0),
  );
  const checks = {
    database,
    redis: redisHealth !== undefined,
    telegram: heardAt !== undefined && now() / 1000 - heardAt < TELEGRAM_SILENT_S,
    services: missing.length === 0,
  };
  return {
    status: Object.values(checks).every(Boolean) ? 'healthy' : 'unhealthy',
    checks,
    version: VERSION,
    uptime: `${Math.round(process.uptime())}s`,
    bot,
    mode: live.findLast(({ mode }) => mode)?.mode,
    warnings: redisHealth ? redisWarnings(redisHealth) : [],
    missing,
    services,
    redis: redisHealth,
    queues,
  };
}

async function telegramHeardAt(instances: Instances): Promise<number | undefined> {
  const expositions = await instances.expositions();
  return maxOf(
    expositions.flatMap((text) => parseSamples(text, new Set([TELEGRAM_ANSWERED]))),
    TELEGRAM_ANSWERED,
  );
}

async function readQueues(mailboxes: Pick<Mailboxes, 'stats'>): Promise<Health['queues']> {
  const entries = QUEUES.map(async (queue) => {
    const { keys, items, oldestMs, parked } = await mailboxes.stats(queue);
    return [queue, { mailboxes: keys, items, oldestSeconds: Math.round(oldestMs / 100) / 10, parked }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
