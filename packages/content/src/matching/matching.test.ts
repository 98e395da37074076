import { afterAll, describe, expect, it } from '@jest/globals';
import { Automaton } from './automaton.ts';
import { readKeyword } from './keyword.ts';
import { Keywords } from './keywords.ts';
import { RegexRunner } from './regex-runner.ts';

const found = (names: string[], text: string) =>
  [...new Keywords(names).mentions({ raw: { text } })].map(({ index }) => names[index]);

describe('the automaton', () => {
  it('FIL-11 finds all words in one pass, by where they end, the longest first', () => {
    const words = ['he', 'she', 'hers', 'his', 's'];
    const hits = [...new Automaton(words).hits('ushers')].map(({ index, start }) => [words[index], start]);
    expect(hits).toEqual([
      ['s', 1],
      ['she', 1],
      ['he', 2],
      ['hers', 2],
      ['s', 5],
    ]);
  });

  it('FIL-E an empty list, or an empty word, matches nothing', () => {
    expect([...new Automaton([]).hits('anything')]).toEqual([]);
    expect([...new Automaton(['']).hits('anything')]).toEqual([]);
  });

  it('agrees with a plain search', () => {
    const letters = 'ab';
    const random = (length: number) =>
      Array.from({ length }, () => letters.charAt(Math.floor(Math.random() * 2))).join('');
    for (let round = 0; round < 200; round++) {
      const words = [...new Set(Array.from({ length: 6 }, () => random(1 + Math.floor(Math.random() * 4))))];
      const text = random(30);
      const plain = words.flatMap((word, index) =>
        Array.from(text).flatMap((_, start) => (text.startsWith(word, start) ? [`${index} ${start}`] : [])),
      );
      const hits = [...new Automaton(words).hits(text)].map(({ index, start }) => `${index} ${start}`);
      expect(hits.sort()).toEqual(plain.sort());
    }
  });
});

describe('keywords', () => {
  it.each([
    ['hi', 'say hi there', true],
    ['hi', 'this', false],
    ['hi', 'HI!', true],
    ['hi', 'h\u200bi', true],
    ['good morning', 'a Good Morning to you', true],
    ['c++', 'learn c++ now', true],
    ['(x)', 'a (x) b', true],
    ['a.b', 'axb', false],
    ['привет', 'ПРИВЕТ, мир', true],
    ['мир', 'миру', false],
    ['नमस्ते', 'नमस्ते दोस्तों', true],
    ['你好', '大家你好吗', true],
    ['❤️', 'I ❤ you', true],
    ['prefix:hel', 'say hello', true],
    ['prefix:hel', 'a shell', false],
    ['exact:hello', ' Hello ', true],
    ['exact:hello', 'hello you', false],
  ])('FIL-B3, FIL-E “%s” in “%s”: %s', (name, text, isThere) => {
    expect(found([name], text)).toEqual(isThere ? [name] : []);
  });

  it('FIL-11 looks behind links and into captions', () => {
    const entities = [{ type: 'text_link', offset: 0, length: 4, url: 'https://spam.example/x' }];
    const keywords = new Keywords(['spam']);
    expect([...keywords.mentions({ raw: { text: 'here', entities } })]).toHaveLength(1);
    expect([...keywords.mentions({ raw: { caption: 'spam', photo: [] } })]).toHaveLength(1);
    expect([...keywords.mentions({ raw: { quote: { text: 'spam' }, text: 'x' } })]).toEqual([]);
  });

  it('5 000 of them cost what 20 do', () => {
    const message = { text: 'an ordinary message of some sixty characters that nobody waits for' };
    const timed = (count: number) => {
      const keywords = new Keywords(Array.from({ length: count }, (_, n) => `keyword${n * 7919}`));
      for (let n = 0; n < 2_000; n++) void Array.from(keywords.mentions({ raw: { ...message } }));
      const began = performance.now();
      for (let n = 0; n < 2_000; n++) void Array.from(keywords.mentions({ raw: { ...message } }));
      return (performance.now() - began) / 2_000;
    };
    expect(timed(5_000)).toBeLessThan(timed(20) * 5 + 0.05);
  });

  it.each([
    ['Hello', { mode: 'word', name: 'hello' }],
    ['PREFIX:Hel', { mode: 'prefix', name: 'prefix:hel' }],
    ['regex:\\S+', { mode: 'regex', name: 'regex:\\S+' }],
    ['a:b', { mode: 'word', name: 'a:b' }],
    ['https://x.org', { mode: 'word', name: 'https://x.org' }],
    ['文'.repeat(100), { mode: 'word' }],
    ['文'.repeat(101), { problem: 'too-long' }],
    ['regex:(', { problem: 'not-a-regex' }],
    ['exact:', { problem: 'empty' }],
  ])('FIL-4, FIL-B3 reads %s', (typed, read) => {
    expect(readKeyword(typed)).toMatchObject(read);
  });
});

describe('regular expressions', () => {
  const runner = new RegexRunner(100);
  afterAll(() => runner.close());

  it('find the first that matches', async () => {
    expect(await runner.first(['^no$', 'y(e+)s', '.'], 'oh YEEES')).toEqual({ found: 1 });
    expect(await runner.first(['^no$'], 'oh yes')).toEqual({});
    expect(await runner.first([], 'x')).toEqual({});
  });

  it('one that would run for ever is stopped and named, and the next text is tried as ever', async () => {
    const evil = '(a+)+$';
    const [stopped, next] = await Promise.all([
      runner.first(['x', evil], `${'a'.repeat(40)}!`),
      runner.first(['b'], 'abc'),
    ]);
    expect(stopped).toEqual({ overrun: 1 });
    expect(next).toEqual({ found: 0 });
  });
});
