import { connectDatabase, type Database } from '@alita/db';
import type { Me } from '@alita/kit';
import { deadline, observeMailboxes, type ServiceContext, waitFor } from '@alita/observe';
import { createMailboxes, type Mailboxes } from '@alita/queues';
import { connectRedis, type RedisClient } from '@alita/redis';
import type { WorkerConfig } from './config.ts';
import { readIdentity } from './identity.ts';

const PING_MS = 1_000;
const IDENTITY_KEY = 'alita:me';

export interface Connections {
  readonly redis: RedisClient;
  readonly database: Database;
  readonly mailboxes: Mailboxes;
  readonly me: Me;
}

/** Opens what a worker needs, waiting a minute for servers that come up after it; all is closed when the service stops. */
export async function connect(context: ServiceContext<WorkerConfig>): Promise<Connections> {
  const { config, logger, metrics, instance, version, monitor, onStop, addCheck } = context;
  const redis = connectRedis({ url: config.redisUrl, name: instance });
  onStop('redis', () => redis.disconnect());
  await waitFor('Redis', () => deadline(redis.ping(), PING_MS), { logger });
  addCheck('redis', async () => (await deadline(redis.ping(), PING_MS)) === 'PONG');

  const onError = (error: Error) => logger.warn('database-connection', { error });
  const database = connectDatabase({ ...config.database, name: instance, onError });
  onStop('database', () => database.close());
  await waitFor('PostgreSQL', () => database.ping(), { logger });
  addCheck('postgresql', async () => {
    await deadline(database.ping(), PING_MS);
    return true;
  });

  const me = await waitFor('the identity of the bot', () => identity(redis), { logger });
  const mailboxes = await createMailboxes({
    redis: config.redisUrl,
    process: instance,
    shards: config.shards,
    terms: database.terms,
    info: { service: 'worker', version, url: monitor.url },
    ...(config.redisMemoryBytes !== undefined && { memoryLimit: config.redisMemoryBytes }),
    observe: observeMailboxes(logger, metrics),
  });
  onStop('mailboxes', () => mailboxes.close());
  return { redis, database, mailboxes, me };
}

async function identity(redis: RedisClient): Promise<Me> {
  const me = await readIdentity(redis, IDENTITY_KEY);
  if (!me) throw new Error('no ingress has shared it yet');
  return me;
}
