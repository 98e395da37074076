import { connectDatabase } from '@alita/db';
import { observeMailboxes, runService, StartupError, waitFor } from '@alita/observe';
import { createMailboxes } from '@alita/queues';
import { connectRedis } from '@alita/redis';
import { createGateway } from './app.ts';
import { createBoard } from './board.ts';
import { readSettings } from './config.ts';
import { createInstances } from './instances.ts';
import { TITLES } from './overview.ts';
import { readRedis, redisWarnings } from './redis.ts';

await runService({
  name: 'gateway',
  settings: readSettings,
  async start({ config, logger, metrics, instance, version, monitor, onStop, notReady }) {
    const redis = connectRedis({ url: config.redisUrl, name: instance });
    onStop('redis', () => redis.disconnect());
    await waitFor('Redis', () => redis.ping(), { logger });
    for (const warning of redisWarnings(await readRedis(redis, config.redisMemoryBytes)))
      logger.warn('redis-settings', { warning });

    const database = connectDatabase({ ...config.database, name: instance, maxConnections: 2 });
    onStop('database', () => database.close());
    const info = { service: 'gateway', version, url: monitor.url };
    const mailboxes = await createMailboxes({
      redis: config.redisUrl,
      process: instance,
      info,
      shards: config.shards,
      terms: database.terms,
      observe: observeMailboxes(logger, metrics),
    });
    onStop('mailboxes', () => mailboxes.close());
    if (!config.metricsToken && !config.isDevelopment) logger.warn('metrics-open', { hint: 'set METRICS_AUTH_TOKEN' });

    const app = createGateway({
      instances: createInstances({ heartbeats: () => mailboxes.instances(), token: config.metricsToken }),
      redis,
      redisMemoryBytes: config.redisMemoryBytes,
      mailboxes,
      pingDatabase: () => database.ping(),
      metrics,
      notReady,
      password: config.gatewayPassword,
      metricsToken: config.metricsToken,
      board: createBoard(mailboxes.bull, TITLES, '/bull'),
    });
    const port = config.gatewayPort;
    const server = app.listen(port);
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', (cause) => reject(new StartupError(`cannot listen on port ${port}: ${cause.message}`)));
    });
    onStop('http', () => {
      server.close();
      server.closeAllConnections();
    });
    logger.info('listening', { port });
  },
});
