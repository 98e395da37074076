/** Updates per millisecond from which waiting a moment saves more than it costs: each batch wakes three processes. */
const FAST = 0.4;

/**
 * Tells how long to gather before the next batch: nothing while updates come slowly, so that one alone never waits, else
 * what is left of `apartMs` since the last batch was asked for.
 *
 * @returns a function to be told how many updates the batch that just ended had; it answers in milliseconds
 */
export function createPace(apartMs: number, now: () => number = () => performance.now()): (updates: number) => number {
  let lastAt = now();
  return (updates) => {
    const elapsed = Math.max(now() - lastAt, 1);
    const waitMs = updates / elapsed >= FAST && elapsed < apartMs ? apartMs - elapsed : 0;
    lastAt = now() + waitMs;
    return waitMs;
  };
}
