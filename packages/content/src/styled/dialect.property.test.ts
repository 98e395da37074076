import { World } from '@alita/simulator';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fill } from '../saved/fill.ts';
import { fromHtml } from './from-html.ts';
import { parseMarkup } from './parse-markup.ts';
import { type Look, type Mark, STYLES, type Styled, trimmed } from './styled.ts';
import { toHtml } from './to-html.ts';
import { toMarkup } from './to-markup.ts';

const BITS = [
  '*',
  '_',
  '__',
  '~',
  '||',
  '|',
  '`',
  '```',
  '[',
  ']',
  '](',
  '(',
  ')',
  '!',
  '![',
  '>',
  '\n>',
  '\n**>',
  '\\',
];
const MORE = [
  '\n',
  ' ',
  'a',
  'b1',
  'é',
  '👍',
  '<',
  '&',
  '"',
  '{first}',
  '{',
  '%%%',
  '\u2060',
  'tg://emoji?id=1',
  ':same',
];
const MOST = ['](buttonurl:x.org)', '](tg://time?unix=5)', '</b>', '<b>', '<a href="', '&lt;', '&#123;', '\ud83d'];

const text = fc
  .oneof(
    fc.array(fc.constantFrom(...BITS, ...MORE, ...MOST), { maxLength: 30 }).map((bits) => bits.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map((value) => value.toWellFormed());

const look: fc.Arbitrary<Look> = fc.oneof(
  fc.constantFrom(...STYLES).map((type) => ({ type })),
  fc.constantFrom<Look>(
    { type: 'code' },
    { type: 'pre' },
    { type: 'pre', language: 'c++' },
    { type: 'text_link', url: 'https://x.org/(a)\\?b="c"' },
    { type: 'custom_emoji', id: '5' },
    { type: 'date_time', unix: 5, format: 'r' },
    { type: 'blockquote' },
    { type: 'expandable_blockquote' },
  ),
);

const styled: fc.Arbitrary<Styled> = text.chain((value) =>
  fc.array(fc.record({ look, at: fc.nat(value.length), to: fc.nat(value.length) }), { maxLength: 6 }).map((marks) => ({
    text: value,
    marks: marks.map((mark): Mark => ({ look: mark.look, from: whole(value, mark.at), to: whole(value, mark.to) })),
  })),
);

/** Telegram's entities never cut a character in two. */
const whole = (value: string, at: number): number => (/[\udc00-\udfff]/.test(value.charAt(at)) ? at + 1 : at);

const parsedHtml = (source: Styled): string => toHtml(trimmed(parseMarkup(source)));

describe('whatever people write', () => {
  const world = new World();
  const bot = world.bot({ username: 'warden_bot' });
  const owner = world.person({ firstName: 'Olga' });
  const group = world.supergroup({ title: 'Club', owner, members: [bot] });

  it('CE-15: is HTML that Telegram takes, and says what was written', async () => {
    await fc.assert(
      fc.asyncProperty(styled, async (source) => {
        const said = trimmed(parseMarkup(source));
        const params = { chat_id: group.id, text: `x${toHtml(said)}`, parse_mode: 'HTML' };
        const answer = await world.telegram.call(bot.token, 'sendMessage', params);
        expect(answer).toMatchObject({ ok: true, result: { text: `x${said.text}` } });
      }),
      { numRuns: 500 },
    );
  });

  it('CE-B9: entities → markup → HTML is what entities → HTML is', () => {
    fc.assert(
      fc.property(styled, (source) => {
        const before = trimmed(source);
        expect(parsedHtml({ text: toMarkup(before), marks: [] })).toBe(toHtml(before));
      }),
      { numRuns: 1_000 },
    );
  });

  it('CE-B9: HTML → tree → HTML changes nothing', () => {
    fc.assert(
      fc.property(styled, (source) => {
        const html = toHtml(source);
        expect(toHtml(fromHtml(html))).toBe(html);
      }),
      { numRuns: 1_000 },
    );
  });

  it('CE-28: stays so when filled in, whatever people are called', async () => {
    const name = fc.oneof(text, fc.constantFrom('{rules}', '<b>', '"', '&lt;', '</a>'));
    const user = fc.record({ id: fc.nat(), first_name: name, last_name: name });
    await fc.assert(
      fc.asyncProperty(styled, user, name, async (source, person, chatName) => {
        const placed = { ...source, text: source.text.replace(/[ab]/g, '{mention}{fullname}{chatname}') };
        const { html } = fill(toHtml(parseMarkup(placed)), { user: person, chatName, noName: '<nobody>' });
        const params = { chat_id: group.id, text: `x${html}`.slice(0, 100_000), parse_mode: 'HTML' };
        const answer = await world.telegram.call(bot.token, 'sendMessage', params);
        expect(answer.ok ? 'ok' : answer.description).toMatch(/^ok$|too long/);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['*', '*a*_b_', '[', '](', '[a](b)', '[a](buttonurl:b)', '`', '```', '\\', '\n>a||', '{'])(
    'CE-16, CE-18: takes time in proportion: 1 MB of %j',
    (bit) => {
      const least = worked(bit, 1 / 8);
      // Eight times as much; the square would be 64 times. What a busy machine adds is little beside that.
      expect(worked(bit, 1) / least).toBeLessThan(30);
    },
  );

  /** Processor milliseconds for so many megabytes; little work counts as 20 ms, so that noise is no factor. */
  function worked(bit: string, megabytes: number): number {
    const source = bit.repeat(Math.ceil((megabytes * 1_048_576) / bit.length));
    const before = process.cpuUsage();
    parsedHtml({ text: source, marks: [] });
    const { user } = process.cpuUsage(before);
    return Math.max(20, user / 1_000);
  }
});
