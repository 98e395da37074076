import { deadline, observeMailboxes, runService, waitFor } from '@alita/observe';
import { createMailboxes } from '@alita/queues';
import { connectRedis } from '@alita/redis';
import { createTelegramClient } from '@alita/telegram';
import { startIngress } from './app.ts';
import { readSettings } from './config.ts';

/** Longer than a long poll. */
const CALL_MS = 40_000;
const PING_MS = 1_000;

await runService({
  name: 'ingress',
  settings: readSettings,
  async start({ config, logger, metrics, instance, version, monitor, onStop, addCheck, notReady }) {
    const redis = connectRedis({ url: config.redisUrl, name: instance });
    onStop('redis', () => redis.disconnect());
    const ping = () => deadline(redis.ping(), PING_MS);
    await waitFor('Redis', ping, { logger });
    addCheck('redis', async () => (await ping()) === 'PONG');

    const mode = config.webhook ? ('webhook' as const) : ('polling' as const);
    const info = { service: 'ingress', version, url: monitor.url, mode };
    const mailboxes = await createMailboxes({
      redis: config.redisUrl,
      process: instance,
      info,
      shards: config.shards,
      ...(config.redisMemoryBytes !== undefined && { memoryLimit: config.redisMemoryBytes }),
      observe: observeMailboxes(logger, metrics),
    });
    onStop('mailboxes', () => mailboxes.close());

    const telegram = createTelegramClient({ token: config.botToken, apiRoot: config.apiServer, timeoutMs: CALL_MS });
    onStop('telegram', () => telegram.close());
    const ingress = await startIngress({
      mailboxes,
      redis,
      api: telegram.call,
      botId: config.botId,
      version,
      webhook: config.webhook,
      dropPending: config.dropPending,
      httpPort: config.httpPort,
      notReady,
      logger,
      metrics,
    });
    onStop('intake', () => ingress.stop());
  },
});
