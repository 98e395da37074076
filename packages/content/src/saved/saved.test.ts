import { describe, expect, it } from '@jest/globals';
import type { Raw } from '../raw.ts';
import type { ContentButton } from './button.ts';
import { type Composed, compose } from './compose.ts';
import { readNamedSave, readSave } from './read-save.ts';

const file = (file_id: string) => ({ file_id, file_unique_id: 'u' });
const save = (raw: Raw, replied?: Raw) => readNamedSave({ raw, replyTo: replied && { raw: replied } });
const greeting = (raw: Raw, replied?: Raw) =>
  readSave({ raw, replyTo: replied && { raw: replied } }, { defaultLabel: 'Open' });
const saved = (read: ReturnType<typeof save> | Composed) => {
  if (!read.ok) throw new Error(read.problem);
  return read;
};
const typed = (text: string) => compose({ words: { text, marks: [] } }, { defaultLabel: 'Open' });
const bold = (offset: number, length: number) => ({ type: 'bold', offset, length });

describe('reading a save command', () => {
  it('CE-5, CE-B1: keeps line breaks, spacing and what the client formatted', () => {
    const read = saved(save({ text: '/save rules a\n  b c', entities: [bold(16, 1)] }));
    expect(read).toMatchObject({ name: 'rules', content: { kind: 'text', variants: ['a\n  <b>b</b> c'] } });
  });

  it.each([
    ['"my note" text', 'my note', 'text'],
    ['“my  note”\ntext', 'my note', 'text'],
    ['«моя заметка» text', 'моя заметка', 'text'],
    ['my note', 'my', 'note'],
    ['"half note', '"half', 'note'],
  ])('CE-B2: takes a name: %s', (rest, name, text) => {
    expect(save({ text: `/save ${rest}` })).toMatchObject({ name, content: { variants: [text] } });
  });

  it('CE-6: takes words and file of the replied message', () => {
    const replied = { photo: [file('small'), file('large')], caption: 'a b', caption_entities: [bold(2, 1)] };
    expect(save({ text: '/save pic' }, replied)).toMatchObject({
      name: 'pic',
      content: { kind: 'photo', fileId: 'large', variants: ['a <b>b</b>'] },
    });
  });

  it('CE-6, CE-B2: words after the name are the content, not part of the name', () => {
    const read = save({ text: '/save pic new words' }, { video: file('v'), caption: 'old' });
    expect(read).toMatchObject({ name: 'pic', content: { kind: 'video', variants: ['new words'] } });
  });

  it('CE-8, CE-9, CE-B3: reads greetings, split at any blank', () => {
    expect(greeting({ text: '/setwelcome\nhello\nyou' })).toMatchObject({ content: { variants: ['hello\nyou'] } });
    expect(greeting({ text: '/setwelcome hi all' }, { voice: file('v') })).toMatchObject({
      content: { kind: 'voice', variants: ['hi all'] },
    });
    expect(greeting({ text: '/setwelcome' }, { text: 'hi' })).toMatchObject({ content: { variants: ['hi'] } });
    expect(greeting({ text: '/setwelcome more' }, { text: 'hi' })).toMatchObject({ ok: true });
  });

  it('CE-14, CE-B7: reads a command typed as the caption of a file', () => {
    const raw = { animation: file('a'), document: file('a'), caption: '/save cat *meow*' };
    expect(save(raw)).toMatchObject({ name: 'cat', content: { kind: 'animation', variants: ['<b>meow</b>'] } });
  });

  it.each([
    ['sticker', { sticker: file('f'), document: file('x') }],
    ['animation', { animation: file('f'), document: file('x') }],
    ['document', { document: file('f') }],
    ['audio', { audio: file('f') }],
    ['voice', { voice: file('f') }],
    ['video', { video: file('f') }],
    ['video_note', { video_note: file('f') }],
  ])('CE-1: stores %s', (kind, replied) => {
    expect(save({ text: '/save x' }, replied)).toMatchObject({ content: { kind, fileId: 'f' } });
  });

  it.each([
    ['CE-2', 'a poll', '/save x', { poll: { question: 'x' } }],
    ['CE-13', 'blanks only', '/save x', { text: ' \n' }],
    ['CE-13', 'buttons only', '/save x [a](buttonurl:x.org)', undefined],
    ['CE-13', 'tags only', '/save x {preview}', undefined],
    ['CE-13', 'nothing', '/save x', undefined],
  ])('%s: refuses %s', (_, _what, text, replied) => {
    expect(save({ text }, replied)).toMatchObject({ ok: false, problem: 'no-content', name: 'x' });
  });

  it('asks for a name', () => {
    expect(save({ text: '/save' }, { text: 'x' })).toEqual({ ok: false, problem: 'no-name' });
    expect(save({ text: '/save "" x' })).toEqual({ ok: false, problem: 'no-name' });
  });

  it('CE-7, CE-B5, CE-B10: takes the links of a keyboard over, in their rows and styles', () => {
    const inline_keyboard = [
      [{ text: 'first', url: 'https://a.org' }],
      [
        { text: 'press', callback_data: 'x' },
        { text: 'a', url: 'https://b.org?x=1&y=2', style: 'danger' },
        { text: 'b', copy_text: { text: 'code' } },
      ],
    ];
    const replied = { text: 'x [typed](buttonurl:c.org)', reply_markup: { inline_keyboard } };
    expect(saved(save({ text: '/save x' }, replied)).content).toMatchObject({
      variants: ['x'],
      buttons: [
        { label: 'first', url: 'https://a.org', sameRow: false },
        { label: 'a', url: 'https://b.org?x=1&y=2', sameRow: false, style: 'danger' },
        { label: 'b', copy: 'code', sameRow: true },
      ],
    });
  });
});

describe('content', () => {
  it.each([
    ['text', undefined, 4_096],
    ['photo', { kind: 'photo', fileId: 'f' }, 1_024],
  ] as const)('CE-10, CE-B6: counts %s as Telegram does', (_, media, max) => {
    const words = (text: string) => compose({ words: { text, marks: [] }, media }, { defaultLabel: 'x' });
    expect(words(`*${'👍'.repeat(max / 2)}*`)).toMatchObject({ ok: true });
    expect(words('&'.repeat(max + 1))).toMatchObject({ problem: 'too-long', length: max + 1, max });
    expect(words(`a%%%${'b'.repeat(max + 2)}`)).toMatchObject({ problem: 'too-long', length: max + 2, variant: 2 });
  });

  it('CE-27, CE-B6, CE-B8: splits into variants and refuses empty ones', () => {
    const text = '*a* {protect}\n%%%\nb \\%%% [x](buttonurl:x.org)%%%{nonotif}c';
    expect(typed(text)).toMatchObject({
      content: { variants: ['<b>a</b>', 'b %%%', 'c'], buttons: [{ label: 'x' }], tags: ['protect', 'nonotif'] },
    });
    expect(typed('a %%% %%% b')).toMatchObject({ ok: false, problem: 'empty-variant', variant: 2 });
  });

  it('CE-13: media needs no words', () => {
    const media = { kind: 'voice', fileId: 'f' } as const;
    expect(compose({ words: { text: '', marks: [] }, media }, { defaultLabel: 'x' })).toMatchObject({
      content: { kind: 'voice', variants: [''] },
    });
  });

  it('CE-32, CE-33: takes only the tags that are asked for', () => {
    const words = { text: 'a {admin} {preview} {unknown}', marks: [] };
    expect(compose({ words }, { defaultLabel: 'x', tags: ['preview'] })).toMatchObject({
      content: { variants: ['a {admin} {unknown}'], tags: ['preview'] },
    });
  });

  it.each<[string, Partial<ContentButton>]>([
    ['[a](buttonurl://https://x.org)', { url: 'https://x.org' }],
    ['[a](buttonurl:x.org/p?a=1&b=2)', { url: 'https://x.org/p?a=1&b=2' }],
    ['[a](buttonurl://t.me/x)', { url: 'https://t.me/x' }],
    ['[a](buttonurl:x.org:8080/p)', { url: 'https://x.org:8080/p' }],
    ['[a](buttonurl:tg://user?id=7)', { url: 'tg://user?id=7' }],
    ['[a](buttonurl#success:x.org)', { url: 'https://x.org', style: 'success' }],
    ['[a](buttonurl#pink:x.org)', { url: 'https://x.org' }],
    ['[](buttonurl:x.org)', { label: 'Open' }],
    ['[a](buttonurl://#other)', { note: 'other' }],
    ['[a](buttoncopy:4 + 5)', { copy: '4 + 5' }],
  ])('CE-11, 22, 25, B4, B5: has a button: %s', (markup, button) => {
    expect(typed(`x ${markup}`)).toMatchObject({ content: { buttons: [button] }, complaints: [] });
  });

  it.each([
    ['mailto:a@x.org', 'mail'],
    ['javascript:alert', 'scheme'],
    ['localhost', 'no-host'],
    ['https://', 'not-a-link'],
    ['x.org/a b', 'not-a-link'],
    ['#', 'no-target'],
    ['//', 'no-target'],
    [`x.org/${'a'.repeat(2_050)}`, 'too-long'],
  ])('CE-12, B4: reports a button to %s', (target, fault) => {
    expect(typed(`x [a](buttonurl:${target})`)).toMatchObject({
      content: { buttons: [], variants: ['x'] },
      complaints: [{ label: 'a', fault }],
    });
  });

  it('CE-24, B10: a button keeps its row when the one before is left out', () => {
    const read = typed('x [a](buttonurl:a.org) [b](buttonurl:bad) [c](buttonurl:c.org:same)');
    expect(read).toMatchObject({ content: { buttons: [{ label: 'a' }, { label: 'c', sameRow: false }] } });
  });

  it('CE-B4: refuses more buttons than Telegram shows', () => {
    expect(typed(`x${'[a](buttonurl:x.org)'.repeat(100)}`)).toMatchObject({ ok: true });
    expect(typed(`x${'[a](buttonurl:x.org)'.repeat(101)}`)).toMatchObject({ problem: 'too-many-buttons', count: 101 });
  });
});
