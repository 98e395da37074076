import { describe, expect, it } from '@jest/globals';
import { advance, begin, idsOf, type Progress, sizeOf, spanOf } from './spans.ts';

/** Runs a purge against a Telegram that refuses every call with one of these ids. */
function run(start: Progress, isRefused: (id: number) => boolean) {
  let progress = start;
  let calls = 0;
  const deleted: number[] = [];
  while (progress.left[0]) {
    const ids = idsOf(progress.left[0]);
    const isDeleted = !ids.some(isRefused);
    if (isDeleted) deleted.push(...ids);
    progress = advance(progress, isDeleted);
    calls += 1;
  }
  return { ...progress, calls, ids: deleted.sort((a, b) => a - b) };
}

describe('a purge', () => {
  it('PRG-D2 goes a hundred at a time, newest first, and misses none', () => {
    const { left } = begin({ from: 5, to: 1_004 });
    expect(left).toHaveLength(10);
    expect(left.map(sizeOf)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(left[0]).toEqual({ from: 905, to: 1_004 });
    const { deleted, calls, ids } = run(begin({ from: 5, to: 1_004 }), () => false);
    expect({ deleted, calls, first: ids[0], last: ids.at(-1) }).toEqual({
      deleted: 1_000,
      calls: 10,
      first: 5,
      last: 1_004,
    });
  });

  it('PRG-D2 goes on behind a single message that stays', () => {
    const { deleted, refused, ids } = run(begin({ from: 1, to: 250 }), (id) => id === 77 || id === 200);
    expect({ deleted, refused }).toEqual({ deleted: 248, refused: 2 });
    expect(ids).not.toContain(77);
  });

  it('PRG-3 finds the age from which Telegram refuses, with few calls', () => {
    const { deleted, refused, calls } = run(begin({ from: 1, to: 1_000 }), (id) => id <= 640);
    expect({ deleted, refused }).toEqual({ deleted: 360, refused: 640 });
    expect(calls).toBeLessThan(20);
  });

  it.each([
    [3, 9],
    [9, 3],
  ])('PRG-8 takes its ends in either order: %d, %d', (one, other) => {
    expect(spanOf(one, other)).toEqual({ from: 3, to: 9 });
  });
});
