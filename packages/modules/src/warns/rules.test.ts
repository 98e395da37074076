import { describe, expect, it } from '@jest/globals';
import { keptReason } from './rules.ts';

describe('keptReason', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['too noisy', 'too noisy'],
    [`${'x'.repeat(2_999)}é`, 'x'.repeat(2_999)],
    [`${'x'.repeat(2_996)}😀!`, `${'x'.repeat(2_996)}😀`],
  ])('WRN-E12 cuts at 3000 bytes, never a character: case %#', (reason, kept) => {
    expect(keptReason(reason)).toBe(kept);
  });
});
