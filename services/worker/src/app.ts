import type { Database } from '@alita/db';
import { loadMessages } from '@alita/i18n';
import type { Me } from '@alita/kit';
import { createDirectory, createModules, createTracker, localeRoots } from '@alita/modules';
import type { Logger, Metrics } from '@alita/observe';
import {
  type Commit,
  ContinuationItem,
  type Delivery,
  type Mailboxes,
  PostedItem,
  TimerItem,
  UpdateItem,
} from '@alita/queues';
import type { RedisClient } from '@alita/redis';
import { createRuntime, localesFolder } from '@alita/runtime';
import { createHandler } from './handler.ts';
import { createHost } from './host.ts';

export interface WorkerOptions {
  readonly me: Me;
  readonly ownerId: number;
  readonly languages: readonly string[];
  readonly database: Database;
  readonly redis: RedisClient;
  readonly mailboxes: Mailboxes;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** First part of cache keys; `alita`. */
  readonly namespace?: string;
}

export interface DrainingOptions extends WorkerOptions {
  /** Chats handled at the same time. */
  readonly concurrency: number;
  /** Runs an item that may kill its process apart from it. */
  readonly runAlone?: ((delivery: Delivery) => Promise<Commit>) | undefined;
}

const KINDS = new Set([UpdateItem, TimerItem, ContinuationItem, PostedItem].map(({ kind }) => kind));

/** The modules behind a drain handler, and the tracker of whom they see. */
export function createWork(options: WorkerOptions) {
  const { database, logger, metrics, languages, me } = options;
  const tracker = createTracker({
    record: (sightings) => database.recordSightings(sightings),
    onError: (error) => logger.warn('sightings-not-recorded', { error }),
  });
  const messages = loadMessages({ roots: [{ module: 'kit', folder: localesFolder }, ...localeRoots], languages });
  const directory = createDirectory(database.db);
  const host = createHost({ ...options, messages, directory, namespace: options.namespace ?? 'alita' });
  const runtime = createRuntime(createModules(tracker), host);
  const handler = createHandler({ runtime, database, botId: me.id, now: Date.now, logger, metrics, kinds: KINDS });
  return { handler, tracker };
}

/** Starts to drain what happened into the modules; `close` finishes the items under way and writes what was seen. */
export function startWorker({ concurrency, runAlone, ...options }: DrainingOptions): { close(): Promise<void> } {
  const { mailboxes, database } = options;
  const { handler, tracker } = createWork(options);
  tracker.start();
  const drains = [
    mailboxes.drain('in', handler, { concurrency, receipts: database.receipts, ...(runAlone && { runAlone }) }),
    mailboxes.drainPosts(),
  ];
  return {
    async close() {
      await Promise.all(drains.map((drain) => drain.close()));
      await tracker.stop();
    },
  };
}
