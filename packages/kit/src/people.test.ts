import { describe, expect, it } from '@jest/globals';
import { isChannelId } from './people.ts';

describe('ids', () => {
  it.each([
    [42, false],
    [777_000, false],
    [0, false],
    [-5, false],
    [-4_012_345_678, false],
    [-1_000_000_000_000, false],
    [-1_000_000_000_001, true],
    [-1_001_234_567_890, true],
  ])('PERM-1 %d is of a channel or supergroup: %s', (id, expected) => expect(isChannelId(id)).toBe(expected));
});
