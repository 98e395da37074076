export { type AloneOptions, forkAlone, serveAlone } from './alone.ts';
export { Ask } from './asks.ts';
export { Commit } from './commit.ts';
export { CRASH_POINTS, type CrashPoint } from './crash-points.ts';
export type { Delivery, Handler, Raised, Receipts } from './delivery.ts';
export { Fenced, RetryLater, Unreachable, Unsure, Watermark } from './errors.ts';
export { defineItem, Item, type ItemKind, QUEUES, QueueName } from './item.ts';
export { CallItem, ContinuationItem, chatOfKey, mailboxKey, PostedItem, TimerItem, UpdateItem } from './kinds.ts';
export { createMailboxes } from './mailboxes.ts';
export type {
  AskAnswer,
  DrainOptions,
  Entry,
  Instance,
  InstanceInfo,
  MailboxEvent,
  Mailboxes,
  MailboxOptions,
  ParkedItem,
  Pushed,
  QueueStats,
} from './surface.ts';
export type { NumberLife } from './terms.ts';
