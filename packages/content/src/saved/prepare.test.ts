import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compose } from './compose.ts';
import { fill, placeholdersIn } from './fill.ts';
import { prepareSend, prepareSource, type Saying } from './prepare.ts';
import { rawSource } from './raw-source.ts';
import { CONTENT_KINDS, type SavedContent } from './saved-content.ts';

const user = { id: 7, first_name: 'Ann <3', last_name: 'Lee', username: 'ann' };
const values = { user, chatName: 'R&D', count: 12, noName: 'nobody' };
const saying: Saying = { chat: -1, values, token: '0' };
const content = (over: Partial<SavedContent> = {}): SavedContent => ({
  kind: 'text',
  variants: ['x'],
  buttons: [],
  tags: [],
  ...over,
});

describe('placeholders', () => {
  it.each([
    ['{first} {last}', 'Ann &lt;3 Lee'],
    ['{fullname}', 'Ann &lt;3 Lee'],
    ['{username} {mention}', '@ann @ann'],
    ['{id} {count} {chatname}', '7 12 R&amp;D'],
    ['{unknown} {first', '{unknown} {first'],
    ['&#123;first}', '&#123;first}'],
    ['<a href="https://x.org?q={chatname}">x</a>', '<a href="https://x.org?q=R%26D">x</a>'],
  ])('CE-28: %s', (html, expected) => expect(fill(html, values).html).toBe(expected));

  it('CE-28: never reads a name again', () => {
    const rules = { ...values, user: { id: 7, first_name: '{rules}{id}' } };
    expect(fill('{first}', rules)).toEqual({ html: '{rules}{id}' });
  });

  it('mentions by link who has no username, except where no link may be', () => {
    const nameless = { ...values, user: { id: 7, first_name: 'Ann' } };
    const html = '{mention} <code>{mention}</code> <b>{username}</b>';
    const link = '<a href="tg://user?id=7">Ann</a>';
    expect(fill(html, nameless).html).toBe(`${link} <code>Ann</code> <b>${link}</b>`);
  });

  it('CE-30: without a person', () => {
    const html = '{first}|{last}|{fullname}|{username}|{id}';
    expect(fill(html, { chatName: 'x', noName: 'nobody' }).html).toBe('nobody||nobody|nobody|0');
  });

  it('GRT-B8: several people at once, each as if alone', () => {
    const users = [user, { id: 8, first_name: 'Bo' }];
    const crowd = { users, join: (texts: readonly string[]) => texts.join(' + ') };
    const html = '{first}, {mention}, {last}, {count}, <a href="https://x.org?q={id}">x</a>';
    const bo = '<a href="tg://user?id=8">Bo</a>';
    expect(fill(html, { ...values, crowd }).html).toBe(
      `Ann &lt;3 + Bo, @ann + ${bo}, Lee, 12, <a href="https://x.org?q=7">x</a>`,
    );
  });

  it('says which are used, so that nobody counts members for nothing', () => {
    const used = placeholdersIn(content({ variants: ['{count}', 'x {rules:up}'] }));
    expect([...used].sort()).toEqual(['count', 'rules']);
  });
});

describe('sending', () => {
  const reply_markup = { inline_keyboard: [] };
  const words = { caption: 'x', parse_mode: 'HTML' };
  it.each([
    ['text', 'sendMessage', { text: 'x', parse_mode: 'HTML', link_preview_options: { is_disabled: true } }],
    ['sticker', 'sendSticker', { sticker: 'f' }],
    ['animation', 'sendAnimation', { animation: 'f', ...words }],
    ['document', 'sendDocument', { document: 'f', ...words }],
    ['photo', 'sendPhoto', { photo: 'f', ...words }],
    ['audio', 'sendAudio', { audio: 'f', ...words }],
    ['voice', 'sendVoice', { voice: 'f', ...words }],
    ['video', 'sendVideo', { video: 'f', ...words }],
    ['video_note', 'sendVideoNote', { video_note: 'f' }],
  ] as const)('CE-35: %s', (kind, method, params) => {
    const prepared = prepareSend(content({ kind, fileId: kind === 'text' ? undefined : 'f' }), saying);
    expect(prepared).toEqual({ method, params: { chat_id: -1, ...params, reply_markup } });
  });

  it.each(CONTENT_KINDS)('CE-3: %s without a file is text', (kind) => {
    expect(prepareSend(content({ kind }), saying)).toMatchObject({ method: 'sendMessage', params: { text: 'x' } });
  });

  it('CE-35: topic, reply, protection, silence and preview', () => {
    const full = content({ tags: ['preview', 'protect', 'nonotif'] });
    expect(prepareSend(full, { ...saying, topic: 5, replyTo: 6 }).params).toMatchObject({
      message_thread_id: 5,
      reply_parameters: { message_id: 6, allow_sending_without_reply: true },
      protect_content: true,
      disable_notification: true,
      link_preview_options: { is_disabled: false },
    });
  });

  it('CE-27: chooses a variant by the token', () => {
    const variants = ['a', 'b', 'c'];
    const said = ['0', '1', '2', '3'].map(
      (token) => prepareSend(content({ variants }), { ...saying, token }).params.text,
    );
    expect(said).toEqual(['a', 'b', 'c', 'a']);
  });

  const a = { label: 'a', url: 'https://a.org', sameRow: false };
  const b = { label: 'b', url: 'https://b.org', sameRow: true };
  const rules = { label: 'Rules', url: 'https://t.me/x?start=rules' };
  const rowsOf = (html: string, over: Partial<Saying> = { rules }) => {
    const { params } = prepareSend(content({ variants: [html], buttons: [a, b] }), { ...saying, ...over });
    return params;
  };
  it.each([
    ['x {rules}', [['a', 'b'], ['Rules']]],
    ['x {rules:same}', [['a', 'b', 'Rules']]],
    ['x {rules:up} {rules}', [['Rules'], ['a', 'b']]],
    ['x', [['a', 'b']]],
  ])('CE-24, CE-29: %s', (html, labels) => {
    const inline_keyboard = labels.map((row) => row.map((text) => expect.objectContaining({ text })));
    expect(rowsOf(html)).toMatchObject({ text: 'x', reply_markup: { inline_keyboard } });
  });

  it('CE-29: without rules the token goes and no button comes', () => {
    const params = rowsOf('x {rules}', {});
    expect(params).toMatchObject({ text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a' }, { text: 'b' }]] } });
  });

  it('never sends an empty text', () => {
    expect(rowsOf('{rules}')).toMatchObject({ text: 'R&amp;D' });
  });

  it('CE-B5: notes, texts to copy and styles; a note that is gone leaves no button', () => {
    const buttons = [
      { label: 'n', note: 'other', sameRow: false, style: 'primary' as const },
      { label: 'g', note: 'gone', sameRow: false },
      { label: 'c', copy: 'code', sameRow: true },
    ];
    const noteUrl = (name: string) => (name === 'other' ? 'https://t.me/x?start=n1' : undefined);
    expect(prepareSend(content({ buttons }), { ...saying, noteUrl }).params.reply_markup).toEqual({
      inline_keyboard: [
        [{ text: 'n', url: 'https://t.me/x?start=n1', style: 'primary' }],
        [{ text: 'c', copy_text: { text: 'code' } }],
      ],
    });
  });
});

describe('the source', () => {
  const read = (text: string) => {
    const composed = compose({ words: { text, marks: [] } }, { defaultLabel: 'x' });
    if (!composed.ok) throw new Error(composed.problem);
    return composed.content;
  };

  it('CE-37: is markup, buttons and tags, without looks and keyboard', () => {
    const source = '*a* {first}\n%%%\n>b||\n[l](buttonurl#danger://https://x.org)\n[m](buttoncopy://1:same)\n{protect}';
    expect(prepareSource(read(source), { chat: -1, replyTo: 3 })).toEqual([
      {
        method: 'sendMessage',
        params: {
          chat_id: -1,
          text: source,
          link_preview_options: { is_disabled: true },
          reply_parameters: { message_id: 3, allow_sending_without_reply: true },
          protect_content: true,
          reply_markup: { inline_keyboard: [] },
        },
      },
    ]);
  });

  it('goes under its file, or after it when too long for a caption', () => {
    const photo = content({ kind: 'photo', fileId: 'f', variants: ['<b>x</b>'] });
    expect(prepareSource(photo, { chat: -1 })).toMatchObject([{ method: 'sendPhoto', params: { caption: '*x*' } }]);
    const long = { ...photo, variants: ['*'.repeat(1_000)] };
    expect(prepareSource(long, { chat: -1 }).map(({ method }) => method)).toEqual(['sendPhoto', 'sendMessage']);
    const sticker = content({ kind: 'sticker', fileId: 'f', variants: [''] });
    expect(prepareSource(sticker, { chat: -1 }).map(({ method }) => method)).toEqual(['sendSticker']);
  });

  it('is cut at line breaks when longer than a message', () => {
    const parts = prepareSource(content({ variants: [`${'a'.repeat(3_000)}\n${'b'.repeat(3_000)}`] }), { chat: -1 });
    expect(parts.map(({ params }) => String(params.text).length)).toEqual([3_000, 3_000]);
  });

  it('CE-B9: pasted back, it is the same item', () => {
    const bits = [
      '*a*',
      '_',
      '`c`',
      '>q',
      '\n',
      '%%%',
      '{admin}',
      '{first}',
      '\\{id}',
      ' ',
      '![e](tg://emoji?id=1)',
      '\\',
    ];
    const more = [
      '[x] *y* ](buttonurl:x.org)',
      '[b](buttoncopy:a  (b\\):same)',
      '[n](buttonurl#primary:#n:same)',
      'z',
      ':same',
    ];
    const text = fc.array(fc.constantFrom(...bits, ...more, '[l](u v)', '||s||', '```p```'), { maxLength: 20 });
    fc.assert(
      fc.property(text, (pieces) => {
        const composed = compose({ words: { text: pieces.join(''), marks: [] } }, { defaultLabel: 'x' });
        if (composed.ok) expect(read(rawSource(composed.content))).toEqual(composed.content);
      }),
      { numRuns: 1_000 },
    );
  });
});
