import { setTimeout as sleep } from 'node:timers/promises';
import type { Drainer } from './drainer.ts';
import { QUEUES, type QueueName } from './item.ts';
import type { Room } from './memory.ts';
import type { Shard } from './shard.ts';
import type { MailboxEvent } from './surface.ts';

const BEAT_MS = 400;
const PUMP_MS = 250;
const WATCH_MS = 500;
const TERM_MS = 500;
/** Mailboxes looked at in one call, and calls in one round: the next round goes on where this one stopped. */
const PAGE = 1_000;
const PAGES = 5;
const TIMERS = 200;

export interface PulseOptions {
  shards: readonly Shard[];
  info: () => object;
  room: Room;
  /** What this process drains by itself while Redis is too full for jobs. */
  drainers: ReadonlySet<Drainer>;
  /** Looks whether Redis began a new life; only where there is a database to number it. */
  publishTerms: (() => Promise<void>) | undefined;
  observe: (event: MailboxEvent) => void;
}

/**
 * What beats in every process: its heartbeat; where there is a database the terms; in the one that leads the watchdog and
 * the timers' pump.
 */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #stop = new AbortController();
  readonly #leads = new Set<Shard>();
  readonly #cursor = new Map<string, number>();
  #loops: Promise<void>[] = [];

  constructor(options: PulseOptions) {
    this.#options = options;
  }

  /** Resolves after the first beat. */
  async start(): Promise<void> {
    const { publishTerms } = this.#options;
    await this.#beat();
    this.#loops = [
      this.#every(BEAT_MS, () => this.#beat()),
      this.#every(PUMP_MS, () => this.#pump()),
      this.#every(WATCH_MS, () => this.#watch()),
      ...(publishTerms ? [this.#every(TERM_MS, publishTerms)] : []),
    ];
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#loops);
    await Promise.all(this.#options.shards.map(({ upkeep }) => upkeep.run('farewell')));
  }

  async #every(ms: number, work: () => Promise<void>): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await work().catch((error: unknown) => this.#options.observe({ name: 'error', where: 'pulse', error }));
      await sleep(ms, undefined, { signal }).catch(() => {});
    }
  }

  async #beat(): Promise<void> {
    const info = JSON.stringify(this.#options.info());
    await Promise.all(
      this.#options.shards.map(async (shard) => {
        const leads = (await shard.upkeep.run<number>('heartbeat', info)) === 1;
        const isNew = leads && !this.#leads.has(shard);
        if (leads) this.#leads.add(shard);
        else this.#leads.delete(shard);
        if (isNew && this.#loops.length > 0) await this.#watchShard(shard);
      }),
    );
  }

  async #pump(): Promise<void> {
    for (const shard of this.#leads) {
      const [, keys] = await shard.upkeep.run<[due: number, wake: string[]]>('pump', TIMERS);
      for (const key of keys) shard.waker.wake('in', key);
    }
  }

  async #watch(): Promise<void> {
    await Promise.all([...this.#leads].map((shard) => this.#watchShard(shard)));
    if (this.#options.room.isFull) await this.#drainWithoutJobs();
  }

  async #watchShard(shard: Shard): Promise<void> {
    // in one call, as whatever is asked of a shard at a time
    await Promise.all(QUEUES.map((queue) => this.#wakeForgotten(shard, queue)));
  }

  async #wakeForgotten(shard: Shard, queue: QueueName): Promise<void> {
    const keys = await this.#look(shard, queue);
    if (keys.length === 0) return;
    this.#options.observe({ name: 'rearmed', queue, keys: keys.length });
    for (const key of keys) shard.waker.wake(queue, key);
  }

  /** No job can be added or fetched: each draining process looks for work itself. */
  async #drainWithoutJobs(): Promise<void> {
    this.#options.observe({ name: 'full' });
    for (const drainer of this.#options.drainers) {
      for (const shard of this.#options.shards) {
        const keys = await this.#look(shard, drainer.queue);
        void drainer.drain(keys, 'watch');
      }
    }
  }

  async #look(shard: Shard, queue: QueueName): Promise<string[]> {
    const place = `${shard.tag} ${queue}`;
    const found: string[] = [];
    for (let page = 0; page < PAGES; page++) {
      const from = this.#cursor.get(place) ?? 0;
      const [next, keys] = await shard.upkeep.run<[next: number, wake: string[]]>('watchdog', queue, from, PAGE);
      found.push(...keys);
      this.#cursor.set(place, Math.max(next, 0));
      if (next < 0) break;
    }
    return found;
  }
}
