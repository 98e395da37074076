import { deadline, observeMailboxes, runService, waitFor } from '@alita/observe';
import { createMailboxes } from '@alita/queues';
import { connectRedis } from '@alita/redis';
import { createTelegramClient } from '@alita/telegram';
import { createFreezer, createRedisLimiter, createSender } from './app.ts';
import { readSettings } from './config.ts';

const CALL_MS = 30_000;
const PING_MS = 1_000;

await runService({
  name: 'sender',
  settings: readSettings,
  async start({ config, logger, metrics, instance, version, monitor, onStop, addCheck }) {
    const { redisUrl, redisMemoryBytes, shards, botToken, botId, apiServer, paces, concurrency } = config;

    const redis = connectRedis({ url: redisUrl, name: instance });
    onStop('redis', () => redis.disconnect());
    const ping = () => deadline(redis.ping(), PING_MS);
    await waitFor('Redis', ping, { logger });
    addCheck('redis', async () => (await ping()) === 'PONG');

    const telegram = createTelegramClient({ token: botToken, apiRoot: apiServer, timeoutMs: CALL_MS });
    onStop('telegram', () => telegram.close());

    const mailboxes = await createMailboxes({
      redis: redisUrl,
      process: instance,
      shards,
      terms: 'published',
      info: { service: 'sender', version, url: monitor.url },
      ...(redisMemoryBytes !== undefined && { memoryLimit: redisMemoryBytes }),
      observe: observeMailboxes(logger, metrics),
    });
    onStop('mailboxes', () => mailboxes.close());

    const limiter = paces ? createRedisLimiter({ redis, bot: botId, paces }) : createFreezer();
    const sender = createSender({ mailboxes, api: telegram.call, bot: botId, limiter, logger, metrics, concurrency });
    onStop('lanes', () => sender.close());
  },
});
