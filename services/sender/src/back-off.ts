import { LRUCache } from 'lru-cache';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const MOST_CALLS = 10_000;

/** How often the calls under way have failed to decide anything. Known to this process only. */
export interface BackOff {
  /** Counts one more try of the call and answers the pause before the next, in milliseconds. */
  next(id: string): number;
  tries(id: string): number;
  forget(id: string): void;
}

/** Pauses of 1, 2, 4 … 30 seconds, each off by up to a fifth, so that chats do not come back all at once. */
export function createBackOff(random: () => number = Math.random): BackOff {
  const tries = new LRUCache<string, number>({ max: MOST_CALLS });
  return {
    next(id) {
      const before = tries.get(id) ?? 0;
      tries.set(id, before + 1);
      return Math.round(Math.min(FIRST_MS * 2 ** before, LONGEST_MS) * (0.8 + 0.4 * random()));
    },
    tries: (id) => tries.get(id) ?? 0,
    forget: (id) => void tries.delete(id),
  };
}
