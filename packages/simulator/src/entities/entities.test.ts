import { describe, expect, it } from '@jest/globals';
import { detectEntities, withDetected } from './detect.ts';
import { parseText } from './parse.ts';

/** Entities as `type@offset+length`, with what else they carry. */
function brief(source: string, mode: string): string {
  const { text, entities } = parseText(source, mode);
  const marks = entities.map(
    ({ type, offset, length, ...rest }) =>
      `${type}@${offset}+${length}${Object.values(rest)
        .map((value) => `(${String(value)})`)
        .join('')}`,
  );
  return [text, ...marks].join(' | ');
}

describe('HTML', () => {
  it.each([
    [
      '<b>a</b> <i>b</i> <u>c</u> <s>d</s> <code>e</code>',
      'a b c d e | bold@0+1 | italic@2+1 | underline@4+1 | strikethrough@6+1 | code@8+1',
    ],
    ['<b>bold <i>both</i></b>', 'bold both | bold@0+9 | italic@5+4'],
    ['😀<b>x</b>', '😀x | bold@2+1'],
    ['&lt;&gt;&amp;&quot;&#33;&unknown;', '<>&"!&unknown;'],
    ['<a href="https://example.org/?a=1&amp;b=2">x</a>', 'x | text_link@0+1(https://example.org/?a=1&b=2)'],
    ['<a href="tg://user?id=5">x</a>', 'x | text_link@0+1(tg://user?id=5)'],
    ['<pre><code class="language-ts">a</code></pre>', 'a | pre@0+1(ts)'],
    ['<pre>a</pre>', 'a | pre@0+1'],
    ['<blockquote expandable>q</blockquote>', 'q | expandable_blockquote@0+1'],
    ['<span class="tg-spoiler">s</span><tg-spoiler>t</tg-spoiler>', 'st | spoiler@0+1 | spoiler@1+1'],
    ['<tg-emoji emoji-id="5">👍</tg-emoji>', '👍 | custom_emoji@0+2(5)'],
    ['<b></b>nothing', 'nothing'],
  ])('%s', (source, expected) => expect(brief(source, 'HTML')).toBe(expected));

  it.each([
    ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
    ['é<foo>x</foo>', 'Unsupported start tag "foo" at byte offset 2'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['x</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ])('refuses %s', (source, expected) =>
    expect(() => parseText(source, 'HTML')).toThrow(`Bad Request: can't parse entities: ${expected}`),
  );
});

describe('MarkdownV2', () => {
  it.each([
    [
      '*b* _i_ __u__ ~s~ ||p|| `c`',
      'b i u s p c | bold@0+1 | italic@2+1 | underline@4+1 | strikethrough@6+1 | spoiler@8+1 | code@10+1',
    ],
    ['*bold _both_*', 'bold both | bold@0+9 | italic@5+4'],
    ['\\*plain\\* 1\\.', '*plain* 1.'],
    ['[a](https://example.org/\\)x)', 'a | text_link@0+1(https://example.org/)x)'],
    ['```ts\nlet a = 1;\n```', 'let a = 1;\n | pre@0+11(ts)'],
    ['![👍](tg://emoji?id=7)', '👍 | custom_emoji@0+2(7)'],
    ['>one\n>two\nthree', 'one\ntwo\nthree | blockquote@0+7'],
    ['>hidden||', 'hidden | expandable_blockquote@0+6'],
    ['___both_ under__', 'both under | underline@0+10 | italic@0+4'],
  ])('%s', (source, expected) => expect(brief(source, 'MarkdownV2')).toBe(expected));

  it.each([
    ['Hello.', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['*x', "Can't find end of Bold entity at byte offset 0"],
    ['é _x', "Can't find end of Italic entity at byte offset 3"],
    ['`x', "Can't find end of Code entity at byte offset 0"],
  ])('refuses %s', (source, expected) =>
    expect(() => parseText(source, 'MarkdownV2')).toThrow(`can't parse entities: ${expected}`),
  );
});

describe('Markdown', () => {
  it.each([
    ['*b* _i_ `c` [l](example.org)', 'b i c l | bold@0+1 | italic@2+1 | code@4+1 | text_link@6+1(http://example.org/)'],
    ['```js\na```', 'a | pre@0+1(js)'],
    ['\\_x', '_x'],
    ['[no link]', 'no link'],
  ])('%s', (source, expected) => expect(brief(source, 'Markdown')).toBe(expected));

  it('refuses what does not end', () => {
    expect(() => parseText('a *x', 'Markdown')).toThrow(
      "can't parse entities: Can't find end of the entity starting at byte offset 2",
    );
  });
});

describe('what apps mark by themselves', () => {
  const words = (text: string) =>
    detectEntities(text).map(({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`);
  it.each([
    ['/start@my_bot go', ['bot_command:/start@my_bot']],
    ['a/b and/or http://x/y', ['url:http://x/y']],
    ['@abc, mail me@example.org', ['mention:@abc', 'email:me@example.org']],
    ['see example.org/path. And t.me/x', ['url:example.org/path', 'url:t.me/x']],
    ['#tag #1 $USD', ['hashtag:#tag', 'cashtag:$USD']],
    ['no marks here', []],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  it('leaves code and links alone', () => {
    expect(withDetected('@abc @def', [{ type: 'code', offset: 0, length: 4 }])).toEqual([
      { type: 'code', offset: 0, length: 4 },
      { type: 'mention', offset: 5, length: 4 },
    ]);
  });
});
