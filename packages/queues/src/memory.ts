import { type Memory, memoryOf, type RedisClient } from '@alita/redis';
import { Unreachable, Watermark } from './errors.ts';

const WATERMARK = 0.75;
const FRESH_MS = 500;
const FULL_MS = 3_000;

/** Knows whether Redis has room for more. */
export class Room {
  readonly #redis: RedisClient;
  readonly #limit: number;
  #asked: { at: number; memory: Promise<Memory> } | undefined;
  #refusedAt = Number.NEGATIVE_INFINITY;

  constructor(redis: RedisClient, limit: number) {
    this.#redis = redis;
    this.#limit = limit;
  }

  /** Throws `Watermark` when three quarters of the memory are in use, `Unreachable` when Redis does not say. */
  async check(): Promise<void> {
    const now = performance.now();
    if (!this.#asked || now - this.#asked.at > FRESH_MS) {
      this.#asked = { at: now, memory: memoryOf(this.#redis) };
      this.#asked.memory.catch(() => {
        this.#asked = undefined;
      });
    }
    const { used, max } = await this.#asked.memory.catch((cause: unknown) => {
      throw new Unreachable('Redis does not answer', { cause });
    });
    const limit = max || this.#limit;
    if (limit > 0 && used > limit * WATERMARK) throw new Watermark(`Redis uses ${used} of ${limit} bytes`);
  }

  /** Looks at an error of BullMQ's: remembers for a while when Redis took no more. */
  learn(error: unknown): void {
    if (isOutOfMemory(error)) this.#refusedAt = performance.now();
  }

  /** Whether no job can be added or fetched. */
  get isFull(): boolean {
    return performance.now() - this.#refusedAt < FULL_MS;
  }
}

/** Whether Redis refused a write for want of memory. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /\bOOM\b/.test(error.message);
}
