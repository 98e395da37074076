import type { Queue } from 'bullmq';
import type { Commit } from './commit.ts';
import type { Delivery, Handler, Receipts } from './delivery.ts';
import type { Item, QueueName } from './item.ts';
import type { NumberLife } from './terms.ts';

/** One item to be pushed. */
export interface Entry {
  key: string;
  item: Item;
  /** Refuses what was pushed before: by Telegram's update id, or by the item's id (`'id'`). Remembered for 25 hours. */
  once?: { bot: string; updateId: number } | 'id';
  /** Take it although the mailbox is full. */
  force?: boolean;
}

export type Pushed = 'accepted' | 'duplicate' | 'full';

export interface DrainOptions {
  /** Mailboxes drained at the same time; 64. */
  concurrency?: number;
  /** What one drain may use before it goes behind the others; 50 items or 50 ms. */
  quantum?: { items: number; ms: number };
  /** Given where handlers write to a database. */
  receipts?: Receipts;
  /** State fields that every delivery brings along. */
  stateFields?: readonly string[];
  /** Runs an item that may kill its process apart from it (`forkAlone`). Without it suspects run here. */
  runAlone?: (delivery: Delivery) => Promise<Commit>;
}

/** What a process tells of itself in its heartbeat. */
export interface InstanceInfo {
  service: string;
  version: string;
  /** Milliseconds since 1970. */
  started: number;
  pid: number;
  /** Where it listens for scrapes. */
  url?: string;
  port?: number;
  /** How an ingress takes updates in. */
  mode?: 'polling' | 'webhook';
}

export interface Instance extends InstanceInfo {
  process: string;
}

export interface QueueStats {
  /** Mailboxes with something in them. */
  keys: number;
  /** Items in the 1 000 oldest of them, and one for each further. */
  items: number;
  oldestMs: number;
  largest: { key: string; items: number; ageMs: number }[];
  /** Mailboxes with parked items. */
  parked: number;
}

export interface ParkedItem {
  key: string;
  index: number;
  /** When and why it was parked. */
  at: number;
  why: string;
  /** Undefined when it is not an item at all. */
  item: Item | undefined;
  raw: string;
}

export type AskAnswer = { ok: true; value: unknown } | { ok: false; reason: 'unavailable' | 'late' };

/** What the mailboxes tell their process, for logs and metrics. */
export type MailboxEvent =
  | { name: 'committed'; queue: QueueName; key: string; items: number }
  | { name: 'fenced'; queue: QueueName; key: string }
  | { name: 'failed'; queue: QueueName; key: string; item: Item; attempt: number; error: unknown }
  | { name: 'unsure'; queue: QueueName; key: string; error: unknown }
  | { name: 'parked'; queue: QueueName; key: string; error: unknown }
  | { name: 'dropped'; queue: QueueName; key: string; items: number }
  | { name: 'rearmed'; queue: QueueName; keys: number }
  | { name: 'full' }
  | { name: 'error'; where: string; error: unknown };

/** Every mailbox of the system, as one process sees them. */
export interface Mailboxes {
  readonly process: string;
  /**
   * Appends items in order and wakes their drainers; one answer per entry. Rejects with `Watermark` when Redis is too
   * full, with `Unreachable` when it does not answer.
   */
  push(queue: QueueName, entries: readonly Entry[]): Promise<Pushed[]>;
  /** Starts to drain a queue; `close` finishes the items under way. */
  drain(queue: QueueName, handler: Handler, options?: DrainOptions): { close: () => Promise<void> };
  /** Starts to carry posted items to their mailboxes; every worker does. */
  drainPosts(): { close: () => Promise<void> };
  /** Asks the sender over the urgent lane; never rejects. 3 s unless told otherwise. */
  ask(key: string, body: unknown, options?: { deadlineMs?: number }): Promise<AskAnswer>;
  /** The sender's side: answers an item of kind `ask`, if anybody still waits. */
  answer(item: Item, value: unknown): Promise<void>;
  readRef(key: string, id: string): Promise<unknown>;
  putBlob(id: string, bytes: Uint8Array, ttlMs: number): Promise<void>;
  getBlob(id: string): Promise<Uint8Array | undefined>;
  stats(queue: QueueName): Promise<QueueStats>;
  parked(queue: QueueName): Promise<ParkedItem[]>;
  /** Puts parked items back at the end of their mailbox; all of the key's without an index. Answers how many. */
  replay(queue: QueueName, key: string, index?: number): Promise<number>;
  /** Forgets parked items. Answers how many. */
  discard(queue: QueueName, key: string, index?: number): Promise<number>;
  /** BullMQ's own queues of wake-ups, for a console. */
  readonly bull: readonly Queue[];
  /** Every process whose heart beats. */
  instances(): Promise<Instance[]>;
  /** Changes what the heartbeat tells, such as a port known only after listening. */
  announce(info: Partial<InstanceInfo>): void;
  /** Stops every drain, then the heartbeat, then the connections. */
  close(): Promise<void>;
}

export interface MailboxOptions {
  /** URL of Redis. */
  redis: string;
  /** Names this process in heartbeats and owners; unique per start. Made up from the service's name when left out. */
  process?: string;
  info: Omit<InstanceInfo, 'started' | 'pid'>;
  /** Fixed for the life of the data: a mismatch with what Redis holds stops the boot. 1. */
  shards?: number;
  /** Most items one mailbox takes; 20 000. */
  bounds?: Partial<Record<QueueName, number>>;
  /** Bytes Redis may use when its own `maxmemory` is 0; no watermark without either. */
  memoryLimit?: number;
  /**
   * How claims from before Redis was restarted or failed over are told from later ones. A process with a database numbers
   * each life of Redis (`database.terms`) and publishes that; one without waits for what is `published`. Left out, Redis is
   * taken never to forget anything: for tests.
   */
  terms?: NumberLife | 'published';
  observe?: (event: MailboxEvent) => void;
  /** First part of every key; `alita`. */
  namespace?: string;
}
