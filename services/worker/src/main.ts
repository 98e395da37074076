import { migrate, readMigrations } from '@alita/db';
import { runService } from '@alita/observe';
import { forkAlone } from '@alita/queues';
import { aboutOf } from './about.ts';
import { NAMESPACE, startWorker } from './app.ts';
import { cacheSpace } from './cache-space.ts';
import { readSettings } from './config.ts';
import { connect } from './connections.ts';

await runService({
  name: 'worker',
  settings: readSettings,
  async start(context) {
    const { config, logger, metrics, onStop } = context;
    const connections = await connect(context);
    if (config.autoMigrate) await migrate(config.database.url, await readMigrations(config.migrationsPath));
    const worker = startWorker({
      ...connections,
      cacheSpace: await cacheSpace({ ...connections, namespace: NAMESPACE, isCleared: config.clearCacheOnStart }),
      ownerId: config.ownerId,
      languages: config.locales,
      about: aboutOf(config, context.version),
      concurrency: config.concurrency,
      runAlone: forkAlone({ module: new URL('./alone.ts', import.meta.url) }),
      logger,
      metrics,
    });
    onStop('drains', () => worker.close());
  },
});
