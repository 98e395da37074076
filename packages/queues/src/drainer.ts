import type { RedisClient } from '@alita/redis';
import { Worker } from 'bullmq';
import type { Handler } from './delivery.ts';
import { drainKey, MAX_FAILURES } from './drain.ts';
import type { QueueName } from './item.ts';
import { type Shard, shardIndex } from './shard.ts';
import { Slots } from './slots.ts';
import type { DrainOptions, MailboxEvent } from './surface.ts';
import type { WakeJob } from './waker.ts';

export interface DrainerOptions extends DrainOptions {
  queue: QueueName;
  handler: Handler;
  shards: readonly Shard[];
  redis: RedisClient;
  process: string;
  /** Most items in the normal lane. */
  bound: number;
  observe: (event: MailboxEvent) => void;
  onError: (error: unknown) => void;
}

/** One process's drains of one queue: BullMQ says which keys, each key is drained by one call at a time. */
export class Drainer {
  readonly queue: QueueName;
  readonly #options: DrainerOptions;
  readonly #slots: Slots;
  readonly #workers: Worker<WakeJob, void, 'wake'>[];
  /** Keys being drained here; `again` when a wake-up came meanwhile. */
  readonly #active = new Map<string, { again: boolean }>();
  #closing = false;

  constructor(options: DrainerOptions) {
    const { concurrency = 64, queue } = options;
    this.#options = options;
    this.queue = queue;
    this.#slots = new Slots(concurrency);
    this.#workers = options.shards.map((shard) => this.#open(shard, concurrency));
  }

  #open(shard: Shard, concurrency: number): Worker<WakeJob, void, 'wake'> {
    const worker = new Worker<WakeJob, void, 'wake'>(
      this.queue,
      (job) => this.drain(job.data.keys, job.id ?? 'unnamed'),
      {
        connection: this.#options.redis,
        prefix: shard.tag,
        concurrency,
        lockDuration: 5_000,
        stalledInterval: 2_000,
        maxStalledCount: Number.MAX_SAFE_INTEGER,
        runRetryDelay: 500,
      },
    );
    worker.on('error', this.#options.onError);
    return worker;
  }

  /** Drains the keys for a quantum each. `job` names the owner apart from this process's other drains. */
  async drain(keys: readonly string[], job: string): Promise<void> {
    await Promise.all(keys.map((key) => this.#drainOnce(key, job)));
  }

  async #drainOnce(key: string, job: string): Promise<void> {
    const active = this.#active.get(key);
    if (active) {
      active.again = true;
      return;
    }
    const mine = { again: false };
    this.#active.set(key, mine);
    try {
      do {
        mine.again = false;
        await this.#slots.run(() => this.#drain(key, job));
      } while (mine.again && !this.#closing);
    } finally {
      this.#active.delete(key);
    }
  }

  async #drain(key: string, job: string): Promise<void> {
    const { queue, handler, shards, process, bound, observe } = this.#options;
    const { quantum = { items: 50, ms: 50 }, stateFields = [], receipts, runAlone } = this.#options;
    const shard = shards[shardIndex(key, shards.length)];
    if (!shard) return;
    if (this.#closing) return shard.waker.wake(queue, key);
    await drainKey({
      shard,
      queue,
      key,
      owner: `${process}:${job}`,
      want: quantum.items,
      bound,
      stateFields,
      maxFailures: MAX_FAILURES,
      observe,
      handler,
      quantum,
      receipts,
      runAlone,
      isClosing: () => this.#closing,
    });
  }

  /** Finishes the items under way and leaves the rest to others. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }
}
