import { describe, expect, it } from '@jest/globals';
import { comparison, measured, report } from './report.ts';
import { percentile } from './rig/numbers.ts';

const row = (updates: number) => measured('fast', 'as fast as it goes', [{ 'updates/s': updates, p50: 4 }]);

describe('figures', () => {
  it('are medians over the runs', () => {
    const { figures } = measured('x', 'y', [{ p50: 3 }, { p50: 1, p95: 7 }, { p50: 2 }]);
    expect(figures.p50).toBe(2);
  });

  it('are shares of ascending values', () => {
    const values = Array.from({ length: 100 }, (_, n) => n + 1);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([], 0.5)).toBe(0);
  });

  it('are shown with their conditions, and compared as multiples', () => {
    expect(report([row(1000)], 'on a desk')).toMatch(/^on a desk\.[\s\S]*\| fast +\| 1000 /);
    expect(comparison([row(1500)], [row(1000)])).toMatch(/\| fast +\| 1\.500 +\| 1 /);
  });
});
