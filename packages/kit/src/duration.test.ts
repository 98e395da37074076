import { describe, expect, it } from '@jest/globals';
import { parseDuration } from './duration.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

describe('parseDuration', () => {
  it.each([
    ['15m', 15 * MINUTE],
    ['1h30m', 90 * MINUTE],
    ['2W', 14 * DAY],
    ['3mo', 90 * DAY],
    ['30s', 30_000],
    ['366d', 366 * DAY],
  ])('GEN-23, TGT-12 %s is accepted', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    ['', 'duration-unit'],
    ['10', 'duration-unit'],
    ['10y', 'duration-unit'],
    ['0h', 'duration-amount'],
    ['-1h', 'duration-amount'],
    ['xw', 'duration-amount'],
    ['1.5h', 'duration-amount'],
    ['29s', 'duration-range'],
    ['367d', 'duration-range'],
    ['53w', 'duration-range'],
    ['999999999w', 'duration-range'],
    ['9223372036854775807w', 'duration-amount'],
  ])('TGT-13 GEN-24 %s is refused: %s', (text, problem) => expect(parseDuration(text)).toBe(problem));
});
