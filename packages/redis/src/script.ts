import { createHash } from 'node:crypto';
import type { RedisClient } from './connect.ts';

/** A Lua script that touches one slot; its one declared key names that slot. */
export interface Script {
  /** Runs it and answers what it returned. */
  run(redis: RedisClient, key: string, args: readonly string[]): Promise<unknown>;
}

/**
 * Prepares a script: sent whole only to a Redis that does not hold it yet. One whose text depends on which Redis that is
 * comes as a function, which is asked for it again each time.
 */
export function script(source: string | (() => Promise<string>)): Script {
  const textOf = typeof source === 'string' ? () => source : source;
  let prepared: { text: string; sha: string } | undefined;
  const prepare = async () => {
    const text = await textOf();
    prepared = { text, sha: createHash('sha1').update(text).digest('hex') };
    return prepared;
  };
  return {
    async run(redis, key, args) {
      const { sha } = prepared ?? (await prepare());
      try {
        return await redis.evalsha(sha, 1, key, ...args);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
        const { text } = await prepare();
        return redis.eval(text, 1, key, ...args);
      }
    },
  };
}

const REFUSALS = /^(READONLY|LOADING|BUSY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|NOREPLICAS|UNBLOCKED)/;

/** Whether an error means that Redis could not answer now, as opposed to an answer that says no. */
export function isNoAnswer(error: unknown): boolean {
  return error instanceof Error && (error.name !== 'ReplyError' || REFUSALS.test(error.message));
}
