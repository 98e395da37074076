import { runService } from '@alita/observe';
import { serveAlone } from '@alita/queues';
import { aboutOf } from './about.ts';
import { createWork, NAMESPACE } from './app.ts';
import { cacheSpace } from './cache-space.ts';
import { readSettings } from './config.ts';
import { connect } from './connections.ts';

/** The child process in which a worker handles an item that may kill its process. */
await runService({
  name: 'worker-alone',
  settings: readSettings,
  async start(context) {
    const { config, logger, metrics, onStop } = context;
    const connections = await connect(context);
    const { ownerId, locales: languages } = config;
    const about = aboutOf(config, context.version);
    const space = await cacheSpace({ ...connections, namespace: NAMESPACE, isCleared: false });
    const { handler, tracker } = createWork({
      ...connections,
      cacheSpace: space,
      ownerId,
      languages,
      about,
      logger,
      metrics,
    });
    onStop('tracker', () => tracker.stop());
    serveAlone(handler);
  },
});
