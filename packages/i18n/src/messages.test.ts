import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Duration, Html } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { LocaleError, loadMessages, type MessageOptions } from './index.ts';

function folder(files: Record<string, string>): string {
  const made = mkdtempSync(path.join(tmpdir(), 'locales-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(made, name), content);
  return made;
}

const load = (files: Record<string, string>, more: Partial<MessageOptions> = {}) =>
  loadMessages({
    roots: [{ module: 'm', folder: folder(files) }],
    languages: Object.keys(files).map((name) => path.parse(name).name),
    ...more,
  });

const english = (text: string) => load({ 'en.yml': `text: >-\n  ${text}` }).translator('en');

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof LocaleError) return error.problems.map((problem) => problem.replace(/^\S*\//, ''));
    throw error;
  }
  return [];
}

describe('a text', () => {
  it('escapes what people wrote and keeps its own HTML', () => {
    const t = english('<b>{name}</b>: {link}');
    const params = { name: '<i>"R&D"</i>', link: new Html('<a href="x">y</a>') };
    expect(t('m.text', params)).toBe('<b>&lt;i&gt;&quot;R&amp;D&quot;&lt;/i&gt;</b>: <a href="x">y</a>');
  });

  it('never formats what it was filled with', () => {
    expect(english('{a} {b}')('m.text', { a: '{b} 100%s', b: 'x' })).toBe('{b} 100%s x');
  });

  it.each([
    [undefined, 'Banned.'],
    ['spam', 'Banned: spam'],
    ['absent', 'Banned: absent'],
    ['other', 'Banned: other'],
    ['constructor', 'Banned: constructor'],
    ['', 'Banned: '],
  ])('tells %p from nothing', (reason, expected) => {
    const t = english('Banned{reason, select, absent {.} other {: {reason}}}');
    expect(t('m.text', { reason })).toBe(expected);
  });

  it('chooses by word, number and truth', () => {
    const t = english(
      '{mode, select, ban {out} other {in}} {count, plural, one {# day} other {# days}} {on, select, true {yes} other {no}}',
    );
    expect(t('m.text', { mode: 'ban', count: 1, on: true })).toBe('out 1 day yes');
    expect(t('m.text', { mode: 'x', count: 2, on: false })).toBe('in 2 days no');
  });

  it('shows ids as they are, durations and dates in its language', () => {
    const text = 'text: "{id} {length} {until}"';
    const messages = load({ 'en.yml': text, 'es.yml': text });
    const params = { id: -1001234567890, length: new Duration(5_400_000), until: new Date('2026-03-04T05:06:00Z') };
    expect(messages.translator('en')('m.text', params)).toBe(
      '-1001234567890 1 hour and 30 minutes Mar 4, 2026, 05:06 UTC',
    );
    expect(messages.translator('es')('m.text', params)).toBe(
      '-1001234567890 1 hora y 30 minutos 4 mar 2026, 05:06 UTC',
    );
  });

  it('that lacks a value says which', () => {
    expect(() => english('{name}')('m.text')).toThrow(/name/);
  });
});

describe('a translator', () => {
  const files = { 'en.yml': 'hi: Hello', 'es.yml': 'hi: Hola' };

  it.each([
    ['es', 'Hola'],
    ['es-MX', 'Hola'],
    ['de', 'Hello'],
    ['', 'Hello'],
  ])('of %p', (language, expected) => {
    expect(load(files).translator(language)('m.hi')).toBe(expected);
  });

  it('names its language and refuses unknown keys', () => {
    const t = load(files).translator('es-MX');
    expect(t.language).toBe('es');
    expect(() => t('m.nope')).toThrow('no text named "m.nope"');
  });
});

describe('the check at boot', () => {
  it('lists everything wrong at once, by file and key', () => {
    const files = {
      'en.yml': 'a: "{name} {count}"\nb: text\nbroken: "{open"\nlist: [1]\nempty: ""\nwhen: "{at, date}"',
      'es.yml': 'a: "{name}"\nc: texto',
    };
    expect(problemsOf(() => load(files, { required: ['m.b', 'm.help'] }))).toEqual([
      expect.stringMatching(/^en\.yml: broken cannot be read/),
      'en.yml: list is not a text',
      'en.yml: empty is empty',
      expect.stringMatching(/^en\.yml: when cannot be read: \{at\} must stand alone/),
      'es.yml: a has the placeholders [name], English [count, name]',
      'es.yml: b is missing',
      'es.yml: c is not in English',
      'm.help: no text of this name',
    ]);
  });

  it.each([
    ['a key given twice', 'a: x\na: y', /unique/],
    ['a list', '- a', /not a mapping/],
    ['a nested text', 'a: { b: c }', /a is not a text/],
  ])('refuses %s', (_what, content, expected) => {
    expect(problemsOf(() => load({ 'en.yml': content }))).toEqual([expect.stringMatching(expected)]);
  });

  it('needs every file', () => {
    expect(problemsOf(() => load({ 'en.yml': 'a: x' }, { languages: ['fr'] }))).toEqual([
      expect.stringMatching(/ENOENT/),
      'fr.yml: a is missing',
    ]);
  });
});
