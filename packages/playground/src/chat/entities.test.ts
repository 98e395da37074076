import { describe, expect, it } from '@jest/globals';
import { type Marked, nest } from './entities.ts';

const outline = (parts: readonly Marked[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : `<${part.entity.type}>${outline(part.inside)}</>`)).join('');

describe('nest', () => {
  it.each([
    ['plain', [], 'plain'],
    ['a b c', [{ type: 'bold', offset: 2, length: 1 }], 'a <bold>b</> c'],
    [
      'a b c',
      [
        { type: 'italic', offset: 2, length: 1 },
        { type: 'bold', offset: 0, length: 5 },
      ],
      '<bold>a <italic>b</> c</>',
    ],
    ['😀 hi', [{ type: 'bold', offset: 3, length: 2 }], '😀 <bold>hi</>'],
    [
      'abcd',
      [
        { type: 'bold', offset: 0, length: 3 },
        { type: 'italic', offset: 2, length: 2 },
      ],
      '<bold>ab<italic>c</></>d',
    ],
    ['ab', [{ type: 'bold', offset: 1, length: 9 }], 'a<bold>b</>'],
    ['ab', [{ type: 'bold', offset: 5, length: 1 }], 'ab'],
  ] as const)('%s %j', (text, entities, expected) => {
    expect(outline(nest(text, entities))).toBe(expected);
  });
});
