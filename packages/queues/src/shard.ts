import { crc32 } from 'node:zlib';
import type { RedisClient } from '@alita/redis';
import { Gatherer } from './gatherer.ts';
import type { QueueName } from './item.ts';
import { claimsScript, pushScript, upkeepScript } from './protocol.ts';
import type { Term } from './terms.ts';
import { Waker } from './waker.ts';

export interface ShardOptions {
  /** `{alita:s0}`: the hash tag of all its keys. */
  tag: string;
  process: string;
  /** The term of the Redis that holds it; asked again whenever that Redis turns out to be another. */
  term: () => Promise<Term>;
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
  /** Claims, and all that owners do; must be answered. */
  readonly claims: Gatherer;
  /** What hangs on no claim and must be answered. */
  readonly upkeep: Gatherer;
  /** Pushes, refused when Redis is full or away. */
  readonly pushes: Gatherer;
  readonly waker: Waker;

  constructor({ tag, process, term, redis, failFast, onUnsent, onError }: ShardOptions) {
    this.tag = tag;
    const patient = { process, redis, tag, patient: true };
    this.claims = new Gatherer({ ...patient, script: claimsScript(term) });
    this.upkeep = new Gatherer({ ...patient, script: upkeepScript });
    this.pushes = new Gatherer({ process, redis: failFast, tag, patient: false, script: pushScript });
    this.waker = new Waker({ prefix: tag, connection: redis, onUnsent, onError });
  }

  async close(): Promise<void> {
    await this.waker.close();
    this.claims.close();
    this.upkeep.close();
  }
}

/** Which of `count` shards holds a key: fixed for ever. */
export function shardIndex(key: string, count: number): number {
  return count === 1 ? 0 : crc32(key) % count;
}
