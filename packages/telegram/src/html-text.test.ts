import { describe, expect, it } from '@jest/globals';
import { plainText, splitHtml } from './html-text.ts';

describe('plainText', () => {
  it('is what people see', () => {
    expect(plainText('<b>A &amp; B</b> &lt;i&gt; &#128512; &#x41; &unknown;')).toBe('A & B <i> 😀 A &unknown;');
  });
});

describe('splitHtml', () => {
  it('leaves what fits alone', () => expect(splitHtml('<b>x</b>')).toEqual(['<b>x</b>']));

  it('cuts at line breaks', () => {
    expect(splitHtml('one\ntwo\nthree', 8)).toEqual(['one\ntwo', 'three']);
  });

  it('closes and reopens tags at the cut', () => {
    expect(splitHtml('<a href="t.me/x"><b>one\ntwo</b></a> three', 5)).toEqual([
      '<a href="t.me/x"><b>one</b></a>',
      '<a href="t.me/x"><b>two</b></a> ',
      'three',
    ]);
  });

  it('counts what is seen, not the markup', () => {
    const linked = `<a href="https://example.org/${'x'.repeat(50)}">a</a>&amp;`;
    expect(splitHtml(linked, 2)).toEqual([linked]);
  });

  it('cuts a line without blanks, never within an emoji or an entity', () => {
    const parts = splitHtml('😀&lt;'.repeat(1_000), 100);
    expect(parts.every((part) => plainText(part).length <= 100)).toBe(true);
    expect(parts.join('')).toBe('😀&lt;'.repeat(1_000));
  });

  it('loses nothing and keeps every part within the limit', () => {
    const html = Array.from({ length: 400 }, (_, n) => `<b>line ${n}</b> of <i>many &amp; more</i>`).join('\n');
    const parts = splitHtml(html);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((part) => plainText(part).length <= 4_096)).toBe(true);
    expect(parts.map(plainText).join('\n')).toBe(plainText(html));
  });

  it('is quick with texts nobody should write', () => {
    const begun = performance.now();
    splitHtml(`${'<'.repeat(50_000)}${'&'.repeat(50_000)}`);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
