import { randomUUID } from 'node:crypto';
import type { RedisClient } from './connect.ts';
import { script } from './script.ts';

const take = script(`#!lua flags=allow-oom
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`);

const drop = script(`#!lua flags=allow-oom
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`);

export interface LeaseOptions {
  key: string;
  /** How long a holder that says nothing keeps it. Renew at a third of this. */
  ttlMs: number;
  /** Tells holders apart; made up when left out. */
  token?: string;
}

/** A right that one process in the cluster has at a time, for as long as it renews it. */
export interface Lease {
  /** Takes or renews it: true when it is ours for another `ttlMs`. */
  hold(): Promise<boolean>;
  /** Gives it back, if it is ours. */
  release(): Promise<void>;
}

/** @example const polling = createLease(redis, { key: 'alita:polling', ttlMs: 15_000 }); */
export function createLease(redis: RedisClient, { key, ttlMs, token = randomUUID() }: LeaseOptions): Lease {
  return {
    hold: async () => (await take.run(redis, key, [token, String(ttlMs)])) === 1,
    release: async () => {
      await drop.run(redis, key, [token]);
    },
  };
}
