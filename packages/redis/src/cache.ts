import type { RedisClient } from './connect.ts';

export interface CacheOptions<T> {
  /** Prefix of its keys; the id follows after a colon. */
  prefix: string;
  ttlMs: number;
  /** Checks what was stored; a value it throws at counts as absent. */
  parse: (value: unknown) => T;
}

/** JSON values shared by all processes, each loaded by one caller of this process at a time. */
export interface Cache<T> {
  get(id: string): Promise<T | undefined>;
  set(id: string, value: T): Promise<void>;
  drop(id: string): Promise<void>;
  /** The stored value, or what `load` answers, stored for the next. `load`'s error reaches every waiter and is not kept. */
  through(id: string, load: () => Promise<T>): Promise<T>;
}

/** @example const admins = createCache(redis, { prefix: 'alita:admins', ttlMs: 600_000, parse: Admins.parse }); */
export function createCache<T>(redis: RedisClient, { prefix, ttlMs, parse }: CacheOptions<T>): Cache<T> {
  const flights = new Map<string, Promise<T>>();
  const cache: Cache<T> = {
    async get(id) {
      const stored = await redis.get(`${prefix}:${id}`);
      if (stored === null) return undefined;
      try {
        return parse(JSON.parse(stored));
      } catch {
        return undefined;
      }
    },
    async set(id, value) {
      await redis.set(`${prefix}:${id}`, JSON.stringify(value), 'PX', ttlMs);
    },
    async drop(id) {
      await redis.del(`${prefix}:${id}`);
    },
    through(id, load) {
      const flight = flights.get(id) ?? fetch(id, load).finally(() => flights.delete(id));
      flights.set(id, flight);
      return flight;
    },
  };
  async function fetch(id: string, load: () => Promise<T>): Promise<T> {
    const stored = await cache.get(id);
    if (stored !== undefined) return stored;
    const value = await load();
    await cache.set(id, value);
    return value;
  }
  return cache;
}
