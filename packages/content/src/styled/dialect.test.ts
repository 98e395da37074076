import { describe, expect, it } from '@jest/globals';
import { fromHtml } from './from-html.ts';
import { parseMarkup } from './parse-markup.ts';
import { type Mark, trimmed } from './styled.ts';
import { toHtml } from './to-html.ts';
import { toMarkup } from './to-markup.ts';

const html = (text: string, marks: readonly Mark[] = []): string =>
  toHtml(trimmed(parseMarkup({ text, marks }, ['preview', 'admin'])));

describe('the dialect', () => {
  it.each([
    ['*x*', '<b>x</b>'],
    ['_x_', '<i>x</i>'],
    ['__x__', '<u>x</u>'],
    ['~x~', '<s>x</s>'],
    ['||x||', '<tg-spoiler>x</tg-spoiler>'],
    ['`x`', '<code>x</code>'],
    ['```x```', '<pre>x</pre>'],
    ['```\nx\ny\n```', '<pre>x\ny</pre>'],
    ['```js\nx <y>\n```', '<pre><code class="language-js">x &lt;y&gt;</code></pre>'],
    ['[a b](example.org)', '<a href="example.org">a b</a>'],
    ['![👍](tg://emoji?id=5368324170671202286)', '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>'],
    ['![soon](tg://time?unix=1647531900&format=wDT)', '<tg-time unix="1647531900" format="wDT">soon</tg-time>'],
    ['![soon](tg://time?unix=1647531900)', '<tg-time unix="1647531900">soon</tg-time>'],
    ['[you](tg://user?id=7)', '<a href="tg://user?id=7">you</a>'],
    ['\\*x\\*', '*x*'],
  ])('has markup: %j', (markup, expected) => expect(html(markup)).toBe(expected));

  it.each([
    ['>a\n>b\nc', '<blockquote>a\nb</blockquote>\nc'],
    ['a\n>*b*', 'a\n<blockquote><b>b</b></blockquote>'],
    ['>a\n>b||', '<blockquote expandable>a\nb</blockquote>'],
    ['>a\n**>b||', '<blockquote>a</blockquote>\n<blockquote expandable>b</blockquote>'],
    ['>a ||b||', '<blockquote>a <tg-spoiler>b</tg-spoiler></blockquote>'],
    ['>||a||||', '<blockquote expandable><tg-spoiler>a</tg-spoiler></blockquote>'],
    ['>a\\||', '<blockquote>a||</blockquote>'],
    ['1 > 0', '1 &gt; 0'],
  ])('has quotes: %j', (markup, expected) => expect(html(markup)).toBe(expected));

  it.each([
    ['CE-15', '<b>x</b> & "y"', '&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;'],
    ['CE-16', 'a_b_c', 'a_b_c'],
    ['CE-16', '_hello_there', '_hello_there'],
    ['CE-16', '2 * 3 * 4', '2 * 3 * 4'],
    ['CE-16', 'привет_мир_', 'привет_мир_'],
    ['CE-16', 'x[y](z)w', 'x<a href="z">y</a>w'],
    ['CE-16', 'snake*', 'snake*'],
    ['CE-17', '*a _b_ c*', '<b>a <i>b</i> c</b>'],
    ['CE-17', '___x___', '<u><i>x</i></u>'],
    ['CE-17', '_it __both___', '<i>it <u>both</u></i>'],
    ['CE-17', '`*x*`', '<code>*x*</code>'],
    ['CE-17', '```*x*```', '<pre>*x*</pre>'],
    ['CE-17', '*open', '*open'],
    ['CE-17', '`open', '`open'],
    ['CE-17', '||open', '||open'],
    ['CE-17', '*a\\*', '*a*'],
    ['CE-17', '`a\\`b`', '<code>a`b</code>'],
    ['CE-17', '*a _b* c_', '<b>a _b</b> c_'],
    ['CE-18', '[a](b](c)', '<a href="c">a](b</a>'],
    ['CE-18', '[a [b] c](u)', '<a href="u">a [b] c</a>'],
    ['CE-18', '[a ] b](u)', '<a href="u">a ] b</a>'],
    ['CE-18', '[note] see [b](u)', '[note] see <a href="u">b</a>'],
    ['CE-18', '[a](u\\)v)', '<a href="u)v">a</a>'],
    ['CE-18', '[a](u', '[a](u'],
    ['CE-18', '[a]()', '[a]()'],
    ['CE-20', ' \n *x* \n', '<b>x</b>'],
    ['CE-20', '*x \n*', '*x \n*'],
  ])('%s: %j', (_, markup, expected) => expect(html(markup)).toBe(expected));

  it('CE-B1: takes what the client formatted together with typed markup', () => {
    const marks: Mark[] = [
      { look: { type: 'bold' }, from: 0, to: 5 },
      { look: { type: 'code' }, from: 6, to: 11 },
    ];
    expect(html('bold_ *x*y_ _i_', marks)).toBe('<b>bold_</b> <code>*x*y_</code> <i>i</i>');
  });

  it('cuts marks that cross, and never a link', () => {
    const marks: Mark[] = [{ look: { type: 'bold' }, from: 0, to: 6 }];
    expect(html('see [this](u) now', marks)).toBe('<b>see </b><a href="u"><b>t</b>his</a> now');
    expect(html('*a [b* c](u)')).toBe('<b>a </b><a href="u"><b>b</b> c</a>');
  });

  it.each([
    ['Hello {preview} world', 'Hello world', ['preview']],
    ['A\n{ADMIN}\nB {protect}', 'A\nB {protect}', ['admin']],
    ['`{preview}` {nopreview}', '<code>{preview}</code> {nopreview}', []],
  ])('CE-B8: takes option tags out, leaves unknown ones: %j', (text, expected, tags) => {
    const parsed = parseMarkup({ text, marks: [] }, ['preview', 'admin']);
    expect(toHtml(trimmed(parsed))).toBe(expected);
    expect([...parsed.tags]).toEqual(tags);
  });

  it.each([
    ['[a](buttonurl://https://x.org)', { label: 'a', kind: 'url', target: 'https://x.org', sameRow: false }],
    ['[a](buttonurl:x.org:same)', { label: 'a', target: 'x.org', sameRow: true }],
    ['[a](buttonurl#primary:x.org)', { style: 'primary' }],
    ['[*a* <b> &amp;](buttonurl:x.org)', { label: 'a <b> &amp;' }],
    ['[](buttonurl:x.org)', { label: '' }],
    ['[a](buttonurl://#note)', { target: '#note' }],
    ['[a](buttoncopy://5 > 4:same)', { kind: 'copy', target: '5 > 4', sameRow: true }],
  ])('CE-21, 22, 23: declares a button: %s', (text, expected) => {
    const parsed = parseMarkup({ text, marks: [] });
    expect(parsed.buttons).toMatchObject([expected]);
    expect(parsed.text).toBe('');
  });

  it('CE-21: takes buttons out wherever they stand', () => {
    const text = 'A\n[x](buttonurl:x.org)\nB [y](buttonurl:y.org) C';
    expect(html(text)).toBe('A\nB C');
  });

  it.each([
    'a<b>b</b>c',
    '<b>a</b><i>b</i><u>c</u>_',
    '<i>a</i><u>b</u><i>c</i>',
    '<u><i>x</i></u><i>y</i>',
    '<b> spaced </b>x',
    '<code> ` \\ </code><pre>a\n```\n</pre><code>x</code>',
    '<pre><code class="language-ts">a\n\n</code></pre>',
    '!<a href="https://x.org/a_(b)?x=1&amp;y=2">l [x] (y)</a>',
    '<tg-emoji emoji-id="1">👍</tg-emoji>!<tg-time unix="5" format="r">x</tg-time>',
    '<blockquote>a\n<b>b\nc</b></blockquote>\n<blockquote expandable><tg-spoiler>d</tg-spoiler></blockquote>\ne',
    '<blockquote><a href="u">a\nb</a>\n<pre>x\ny</pre></blockquote>',
    '&gt;no quote\n||no spoiler|| | %%% \\ ~ * _ a_b',
    '&#123;first} {first} <code>&#123;id}</code>',
    'x\u2060y',
  ])('CE-B9, CE-19: HTML → markup → HTML: %j', (source) => {
    const canonical = toHtml(trimmed(fromHtml(source)));
    const markup = toMarkup(fromHtml(canonical));
    expect([html(markup), markup]).toEqual([canonical, markup]);
  });
});
