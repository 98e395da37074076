import type { Database } from '@alita/db';
import { loadMessages } from '@alita/i18n';
import type { Me } from '@alita/kit';
import { type About, createDirectory, createModules, createStaff, createTracker, localeRoots } from '@alita/modules';
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
import { createRuntime, helpKeys, localesFolder } from '@alita/runtime';
import { createHandler } from './handler.ts';
import { createHost } from './host.ts';
import { menusOf, publishMenus } from './menus.ts';
import { createNotice, localesFolder as noticeTexts } from './notice/index.ts';

export interface WorkerOptions {
  readonly me: Me;
  readonly ownerId: number;
  readonly languages: readonly string[];
  /** What the help says of this bot. */
  readonly about?: Pick<About, 'links' | 'version' | 'dumpChat' | 'translate'> | undefined;
  readonly database: Database;
  readonly redis: RedisClient;
  readonly mailboxes: Mailboxes;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** First part of keys; `alita`. */
  readonly namespace?: string;
  /** First part of the keys of cached facts. */
  readonly cacheSpace: string;
}

export interface DrainingOptions extends WorkerOptions {
  /** Chats handled at the same time. */
  readonly concurrency: number;
  /** Runs an item that may kill its process apart from it. */
  readonly runAlone?: ((delivery: Delivery) => Promise<Commit>) | undefined;
}

export const NAMESPACE = 'alita';
const KINDS = new Set([UpdateItem, TimerItem, ContinuationItem, PostedItem].map(({ kind }) => kind));

/** The modules behind a drain handler, and the tracker of whom they see. */
export function createWork(options: WorkerOptions) {
  const { database, logger, metrics, languages, me, ownerId, about } = options;
  const tracker = createTracker({
    record: (sightings) => database.recordSightings(sightings),
    onError: (error) => logger.warn('sightings-not-recorded', { error }),
  });
  const modules = [...createModules(tracker, { ...about, ownerId }), createNotice({ ...about })];
  const roots = [{ module: 'kit', folder: localesFolder }, { module: 'notice', folder: noticeTexts }, ...localeRoots];
  const messages = loadMessages({ roots, languages, required: helpKeys(modules) });
  const directory = createDirectory(database.db);
  const staff = createStaff(database.db, ownerId);
  const host = createHost({ ...options, messages, directory, staff });
  const runtime = createRuntime(modules, host);
  const handler = createHandler({
    runtime,
    database,
    botId: me.id,
    now: Date.now,
    logger,
    metrics,
    kinds: KINDS,
    onCommitted: (unit) => tracker.confirm(unit),
  });
  return { handler, tracker, menus: menusOf(modules, messages.languages, host.translator) };
}

/** Starts to drain what happened into the modules; `close` finishes the items under way and writes what was seen. */
export function startWorker({ concurrency, runAlone, ...options }: DrainingOptions): { close(): Promise<void> } {
  const { mailboxes, database } = options;
  const { handler, tracker, menus } = createWork(options);
  const { me, redis, logger, namespace = NAMESPACE } = options;
  tracker.start();
  publishMenus({ menus, bot: me.id, redis, mailboxes, namespace, now: Date.now })
    .then((isNew) => isNew && logger.info('menus-sent', { menus: menus.length }))
    .catch((error: unknown) => logger.warn('menus-not-sent', { error }));
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
