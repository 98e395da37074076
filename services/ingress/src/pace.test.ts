import { describe, expect, it } from '@jest/globals';
import { createPace } from './pace.ts';

/** What a pace says of batches, each so many milliseconds after the wait for the one before. */
function waits(batches: readonly (readonly [afterMs: number, updates: number])[]): number[] {
  let clock = 0;
  const pace = createPace(10, () => clock);
  return batches.map(([afterMs, updates]) => {
    clock += afterMs;
    const waitMs = pace(updates);
    clock += waitMs;
    return waitMs;
  });
}

describe('the pace of batches', () => {
  it('lets an update alone go on at once, however soon it came', () => {
    expect(
      waits([
        [1_000, 1],
        [4, 1],
        [4, 1],
      ]),
    ).toEqual([0, 0, 0]);
  });

  it('gathers while many come at a time', () => {
    expect(
      waits([
        [4, 4],
        [4, 10],
        [3, 10],
      ]),
    ).toEqual([6, 6, 7]);
  });

  it('waits no more when Telegram itself is slow to answer', () => {
    expect(
      waits([
        [50, 60],
        [10, 40],
      ]),
    ).toEqual([0, 0]);
  });

  it('counts from the end of its own wait', () => {
    expect(
      waits([
        [4, 4],
        [4, 1],
      ]),
    ).toEqual([6, 0]);
  });
});
