import { crc32 } from 'node:zlib';
import type { RedisClient } from '@alita/redis';
import { Gatherer } from './gatherer.ts';
import type { QueueName } from './item.ts';
import { mailboxScript, pushScript } from './protocol.ts';
import { Waker } from './waker.ts';

export interface ShardOptions {
  /** `{alita:s0}`: the hash tag of all its keys. */
  tag: string;
  process: string;
  term: () => number;
  /** Waits out an outage. */
  redis: RedisClient;
  /** Rejects during an outage. */
  failFast: RedisClient;
  /** Keys whose wake-up could not be sent. */
  onUnsent: (queue: QueueName, keys: string[], error: unknown) => void;
  onError: (error: unknown) => void;
}

/** One slot's worth of mailboxes, with the calls and the BullMQ queues that belong to it. */
export class Shard {
  readonly tag: string;
  /** Claims, commits and all that must be answered. */
  readonly calls: Gatherer;
  /** Pushes, refused when Redis is full or away. */
  readonly pushes: Gatherer;
  readonly waker: Waker;

  constructor({ tag, process, term, redis, failFast, onUnsent, onError }: ShardOptions) {
    this.tag = tag;
    const head = () => [process, String(term())];
    this.calls = new Gatherer({ redis, script: mailboxScript, tag, head, patient: true });
    this.pushes = new Gatherer({ redis: failFast, script: pushScript, tag, head, patient: false });
    this.waker = new Waker({ prefix: tag, connection: redis, onUnsent, onError });
  }

  async close(): Promise<void> {
    await this.waker.close();
    this.calls.close();
  }
}

/** Which of `count` shards holds a key: fixed for ever. */
export function shardIndex(key: string, count: number): number {
  return count === 1 ? 0 : crc32(key) % count;
}
