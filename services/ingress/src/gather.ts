import { setTimeout as sleep } from 'node:timers/promises';
import { createPace } from './pace.ts';

/** Batches leave this far apart while many come. Telegram sends no more of a chat until it has its answer, so not longer. */
const APART_MS = 5;

/**
 * Turns a function of many into one of one: while a call is under way, and at the pace of many for a moment after it,
 * further ones wait and leave together, in order. Alone nothing waits. At most `most` leave at once.
 */
export function gather<T, R>(call: (batch: readonly T[]) => Promise<readonly R[]>, most = 100): (one: T) => Promise<R> {
  const pace = createPace(APART_MS);
  let waiting: { one: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = [];
  let busy = false;

  async function run(): Promise<void> {
    busy = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const results = await call(batch.map(({ one }) => one));
        for (const [index, { resolve }] of batch.entries()) resolve(results[index] as R);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      const waitMs = pace(batch.length);
      if (waitMs > 0 && waiting.length < most) await sleep(waitMs);
    }
    busy = false;
  }

  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (!busy) void run();
    });
}
