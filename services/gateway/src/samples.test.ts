import { describe, expect, it } from '@jest/globals';
import { bucketsOf, maxOf, parseSamples, quantileBetween, sumOf } from './samples.ts';

const EXPOSITION = `# HELP a_total of something
# TYPE a_total counter
a_total{kind="message",instance="w-1"} 3
a_total{kind="poll",instance="w-1"} 4
a_total{kind="message",instance="w\\"2"} 5
b_seconds_bucket{le="0.1",instance="w-1"} 50
b_seconds_bucket{le="1",instance="w-1"} 100
b_seconds_bucket{le="+Inf",instance="w-1"} 100
c 1.5e3
ignored 1
`;
const samples = parseSamples(EXPOSITION, new Set(['a_total', 'b_seconds_bucket', 'c']));

describe('samples', () => {
  it('reads what is asked for, labels with it', () => {
    expect(samples).toHaveLength(7);
    expect(samples[2]).toEqual({ name: 'a_total', labels: { kind: 'message', instance: 'w\\"2' }, value: 5 });
    expect(sumOf(samples, 'a_total')).toBe(12);
    expect(sumOf(samples, 'a_total', { kind: 'message' })).toBe(8);
    expect([maxOf(samples, 'c'), maxOf(samples, 'absent')]).toEqual([1500, undefined]);
  });

  it('estimates quantiles of what was counted between two looks', () => {
    const now = bucketsOf(samples, 'b_seconds');
    expect(quantileBetween(new Map(), now, 0.5)).toBeCloseTo(0.1);
    expect(quantileBetween(new Map(), now, 0.75)).toBeCloseTo(0.55);
    expect(quantileBetween(now, now, 0.5)).toBeUndefined();
    const afterRestart = new Map([
      [0.1, 2],
      [1, 2],
      [Number.POSITIVE_INFINITY, 2],
    ]);
    expect(quantileBetween(now, afterRestart, 0.5)).toBeCloseTo(0.05);
  });
});
