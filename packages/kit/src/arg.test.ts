import { describe, expect, it } from '@jest/globals';
import { type Arg, type ArgInput, arg, type Word } from './arg.ts';
import type { Message } from './event.ts';

const known: Record<string, { id: number; name: string }> = {
  bob: { id: 7, name: 'Bob' },
  bobby: { id: 7, name: 'Bob' },
};
const replied = { sender: { id: 42, name: 'Zoe', kind: 'user' } } as unknown as Message;

function input(text: string, { replyTo, person }: { replyTo?: Message; person?: Word['person'] } = {}): ArgInput {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
    person: match.index === 0 ? person : undefined,
  }));
  let at = 0;
  return {
    message: { text, replyTo } as unknown as Message,
    peek: () => words[at],
    take: () => words[at++],
    rest: () => text.slice(words[at]?.from ?? text.length).trim(),
    byUsername: (name) => Promise.resolve(known[name.toLowerCase()]),
    byId: (id) => Promise.resolve({ id, name: String(id) }),
  };
}

const read = async <T>(what: Arg<T>, ...given: Parameters<typeof input>) => {
  const from = input(...given);
  const got = await what.read(from);
  return got.ok ? { value: got.value, rest: from.rest() } : got.key;
};

describe('arg.member', () => {
  it.each([
    ['@bob spam', undefined, 7, 'spam'],
    ['@bob spam', replied, 7, 'spam'],
    ['12345 spam links', undefined, 12345, 'spam links'],
    ['12345', replied, 12345, ''],
    ['-1001234567890', undefined, -1001234567890, ''],
    ['https://t.me/Bobby x', undefined, 7, 'x'],
    ['tg://user?id=9', undefined, 9, ''],
    ['spam links', replied, 42, 'spam links'],
    ['', replied, 42, ''],
  ])('TGT-2 %j (reply: %#) is user %s', async (text, replyTo, id, rest) => {
    const got = await read(arg.member(), text, replyTo ? { replyTo } : {});
    expect(got).toMatchObject({ value: { id }, rest });
  });

  it('GEN-D9 a bare number before words in a reply is a word of the reason', async () => {
    expect(await read(arg.member(), '5 times spam', { replyTo: replied })).toMatchObject({
      value: { id: 42, byReply: true },
      rest: '5 times spam',
    });
  });

  it('TGT-2 a text mention names a person without a username', async () => {
    const person = { id: 77, name: 'Nameless' };
    expect(await read(arg.member(), 'Nameless', { person, replyTo: replied })).toMatchObject({
      value: person,
      rest: '',
    });
  });

  it.each([
    ['', 'kit.no-target'],
    ['@nobody', 'kit.unknown-username'],
    ['nonsense', 'kit.not-a-member'],
    ['-5', 'kit.not-a-member'],
    ['99999999999999999999', 'kit.not-a-member'],
  ])('GEN-11 %j is refused: %s', async (text, key) => expect(await read(arg.member(), text)).toBe(key));
});

describe('the other arguments', () => {
  it('are read or say what is wrong', async () => {
    expect(await read(arg.int({ min: 1, max: 100 }), '5')).toMatchObject({ value: 5 });
    expect(await read(arg.int({ min: 1, max: 100 }), '101')).toBe('kit.number-range');
    expect(await read(arg.int(), 'nope')).toBe('kit.not-a-number');
    expect(await read(arg.choice(['ban', 'kick']), 'BAN')).toMatchObject({ value: 'ban' });
    expect(await read(arg.choice(['ban', 'kick']), 'freeze')).toBe('kit.not-a-choice');
    expect(await read(arg.toggle(), 'Yes')).toMatchObject({ value: true });
    expect(await read(arg.duration(), '10y')).toBe('kit.duration-unit');
    expect(await read(arg.text({ max: 3 }), 'four')).toBe('kit.text-too-long');
  });

  it('when optional are undefined if absent, refused if wrong', async () => {
    expect(await read(arg.int().optional(), '')).toMatchObject({ value: undefined });
    expect(await read(arg.int().optional(), 'x')).toBe('kit.not-a-number');
    expect(await read(arg.member().optional(), '')).toMatchObject({ value: undefined });
  });
});
