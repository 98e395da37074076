import { createHash } from 'node:crypto';
import type { RedisClient } from './connect.ts';

/** A Lua script that touches one slot; its one declared key names that slot. */
export interface Script {
  /** Runs it and answers what it returned. */
  run(redis: RedisClient, key: string, args: readonly string[]): Promise<unknown>;
}

/** Prepares a script: sent whole only to a Redis that does not hold it yet. */
export function script(lua: string): Script {
  const sha = createHash('sha1').update(lua).digest('hex');
  return {
    async run(redis, key, args) {
      try {
        return await redis.evalsha(sha, 1, key, ...args);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
        return redis.eval(lua, 1, key, ...args);
      }
    },
  };
}

const REFUSALS = /^(READONLY|LOADING|BUSY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|NOREPLICAS|UNBLOCKED)/;

/** Whether an error means that Redis could not answer now, as opposed to an answer that says no. */
export function isNoAnswer(error: unknown): boolean {
  return error instanceof Error && (error.name !== 'ReplyError' || REFUSALS.test(error.message));
}
