import type { RedisClient } from '@alita/redis';

export interface CacheSpaceOptions {
  readonly redis: RedisClient;
  readonly namespace: string;
  /** Whether this start is to forget what was cached before (CACHE-15). */
  readonly isCleared: boolean;
}

/** Workers that start within this time of each other go on with one cache. */
const TOGETHER_MS = 60_000;

/**
 * First part of the keys of cached facts. A start that forgets takes the next one, and what lies under the last runs out
 * by itself: queued work and windows are never touched, nor is what other processes still use.
 */
export async function cacheSpace({ redis, namespace, isCleared }: CacheSpaceOptions): Promise<string> {
  const key = `${namespace}:cache`;
  const isFirst = isCleared && (await redis.set(`${key}:begun`, 1, 'PX', TOGETHER_MS, 'NX')) !== null;
  const generation = isFirst ? await redis.incr(key) : await redis.get(key);
  return `${key}:${generation ?? 0}`;
}
