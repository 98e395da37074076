import { describe, expect, it } from '@jest/globals';
import { idsAsText, idsIn, rulesOf } from './rule-ids.ts';

describe('idsIn', () => {
  it.each([
    ['AB-1 and AB-D2 do', ['AB-1', 'AB-D2']],
    ['AB-1, AB-E3 do', ['AB-1', 'AB-E3']],
    ['AB-1…3', ['AB-1', 'AB-2', 'AB-3']],
    ['AB-D1…D3', ['AB-D1', 'AB-D2', 'AB-D3']],
    ['AB-1, 2, E4 do', ['AB-1', 'AB-2', 'AB-E4']],
    ['AB-1/D2', ['AB-1', 'AB-D2']],
    ['XAB-1 is one, AB-1x and UTF-8x none', ['XAB-1']],
    ['nothing', []],
  ])('%s', (text, ids) => expect(idsIn(text)).toEqual(ids));

  it('reads what idsAsText wrote', () => {
    const ids = ['AB-1', 'AB-2', 'AB-4', 'AB-D1', 'AB-D2', 'CD-1'];
    expect(idsAsText(ids)).toBe('AB-1…2 AB-4 AB-D1…D2 CD-1');
    expect(idsIn(idsAsText(ids))).toEqual(ids);
  });
});

describe('rulesOf', () => {
  it('finds a rule where a line, an item or a row begins with it, and no mere mention', () => {
    const text =
      '## 1. One\n- **AB-1** says\n**AB-D1 (MUST)** so, as AB-7\n\n## 2. Two\n| AB-2 | x |\n- AB-9 is elsewhere\n';
    expect([...rulesOf('doc', text)]).toEqual([
      ['doc 1', ['AB-1', 'AB-D1']],
      ['doc 2', ['AB-2']],
    ]);
  });
});
