import type { RedisClient } from '@alita/redis';
import { Queue } from 'bullmq';
import type { QueueName } from './item.ts';

/** A BullMQ job: drain these keys. */
export interface WakeJob {
  keys: string[];
}

export interface WakerOptions {
  prefix: string;
  connection: RedisClient;
  onUnsent: (queue: QueueName, keys: string[], error: unknown) => void;
  onError: (error: unknown) => void;
}

/** Few enough that several workers share a burst. */
const KEYS_PER_JOB = 32;

/** Adds the wake-ups of one event-loop turn to BullMQ, many keys to a job. One that is lost is made good by the watchdog. */
export class Waker {
  readonly #options: WakerOptions;
  readonly #queues: Readonly<Record<QueueName, Queue<WakeJob, void, 'wake'>>>;
  #waiting = new Map<QueueName, Set<string>>();
  readonly #sending = new Set<Promise<void>>();

  constructor(options: WakerOptions) {
    this.#options = options;
    const open = (name: QueueName) => {
      const queue = new Queue<WakeJob, void, 'wake'>(name, {
        connection: options.connection,
        prefix: options.prefix,
        defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
        streams: { events: { maxLen: 1_000 } },
      });
      queue.on('error', options.onError);
      return queue;
    };
    this.#queues = { in: open('in'), 'out-u': open('out-u'), 'out-n': open('out-n'), post: open('post') };
  }

  /** The BullMQ queues themselves, for a console. */
  get queues(): Queue[] {
    return Object.values(this.#queues);
  }

  /** Wakes a key's drainer, now or after a while. */
  wake(queue: QueueName, key: string, delayMs = 0): void {
    if (delayMs > 0) {
      this.#track(queue, [key], this.#queues[queue].add('wake', { keys: [key] }, { delay: delayMs }));
      return;
    }
    if (this.#waiting.size === 0) setImmediate(() => this.#send());
    const keys = this.#waiting.get(queue);
    if (keys) keys.add(key);
    else this.#waiting.set(queue, new Set([key]));
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    for (const [queue, set] of waiting) {
      const keys = [...set];
      const jobs = Array.from({ length: Math.ceil(keys.length / KEYS_PER_JOB) }, (_, i) => ({
        name: 'wake' as const,
        data: { keys: keys.slice(i * KEYS_PER_JOB, (i + 1) * KEYS_PER_JOB) },
      }));
      const [only, ...others] = jobs;
      const to = this.#queues[queue];
      // mostly there is one, which needs no transaction
      if (only) this.#track(queue, keys, others.length > 0 ? to.addBulk(jobs) : to.add(only.name, only.data));
    }
  }

  #track(queue: QueueName, keys: string[], adding: Promise<unknown>): void {
    const sent: Promise<void> = adding
      .then(() => {})
      .catch((error: unknown) => this.#options.onUnsent(queue, keys, error))
      .finally(() => this.#sending.delete(sent));
    this.#sending.add(sent);
  }

  /** Waits for what is on its way, as far as Redis answers. */
  async close(): Promise<void> {
    this.#send();
    await Promise.all(this.#sending);
    await Promise.all(this.queues.map((queue) => queue.close()));
  }
}
