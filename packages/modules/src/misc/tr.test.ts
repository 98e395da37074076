import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import { createMisc } from './index.ts';
import type { Translated } from './translator.ts';

/** A bot whose translator gives this answer, and what the translator was asked. */
async function start(answer: Translated = { ok: true, text: 'Hello', from: 'es' }) {
  const asked: string[][] = [];
  const translate = (text: string, to: string) => {
    asked.push([text, to]);
    return Promise.resolve(answer);
  };
  return { ...(await testBot(createMisc({ translate }))), asked };
}

describe('/tr', () => {
  it('MISC-6, MISC-10 translates a reply, into English unless another language is named', async () => {
    const { member, other, chat, asked } = await start();
    const said = await other.says('Hola');
    await member.says('/tr', { replyTo: said });
    expect(chat.lastReply.text).toBe('From Spanish:\nHello');
    await member.says('/tr pt-br', { replyTo: said });
    expect(asked).toEqual([
      ['Hola', 'en'],
      ['Hola', 'pt-BR'],
    ]);
  });

  it('MISC-10 translates the caption of a reply', async () => {
    const { member, other, asked } = await start();
    await member.says('/tr', { replyTo: await other.sends('photo', { caption: 'Una foto' }) });
    expect(asked).toEqual([['Una foto', 'en']]);
  });

  it('MISC-6 translates what is typed, in private too', async () => {
    const { member, chat, privateChat, asked } = await start();
    await member.says('/tr de good morning,\nall');
    await member.writes('/tr de good night');
    expect([chat.lastReply.key, privateChat(member).lastReply.key]).toEqual(['misc.tr-done', 'misc.tr-done']);
    expect(asked).toEqual([
      ['good morning,\nall', 'de'],
      ['good night', 'de'],
    ]);
  });

  it.each([
    ['/tr', 'misc.tr-how'],
    ['/tr es', 'misc.tr-nothing'],
    ['/tr nonsense hello', 'misc.tr-no-language'],
    ['/tr en&q=x hello', 'misc.tr-no-language'],
    ['/tr qq hello', 'misc.tr-no-language'],
    [`/tr es ${'x'.repeat(1_501)}`, 'misc.tr-too-long'],
  ])('MISC-6, MISC-B1 %s -> %s', async (text, key) => {
    const { member, chat, asked } = await start();
    await member.says(text);
    expect(chat.replies).toEqual([key]);
    expect(asked).toEqual([]);
  });

  it('MISC-10 says that a reply has no text', async () => {
    const { member, other, chat } = await start();
    await member.says('/tr', { replyTo: await other.sends('sticker') });
    expect(chat.replies).toEqual(['misc.tr-nothing-there']);
  });

  it.each([
    ['unreachable', /cannot be reached/],
    ['unreadable', /broke off/],
    ['malformed', /something I do not understand/],
  ] as const)('MISC-6 says in one sentence that the answer was %s', async (problem, text) => {
    const { member, chat } = await start({ ok: false, problem });
    await member.says('/tr es hello');
    expect(chat.said).toHaveLength(1);
    expect(chat.lastReply.text).toMatch(text);
  });

  it('MISC-B1 shows what came as it is', async () => {
    const { member, chat } = await start({ ok: true, text: `<b>&${'👍'.repeat(2_000)}`, from: 'es' });
    await member.says('/tr es hello');
    expect(chat.said).toHaveLength(1);
    expect(chat.lastReply.text).toMatch(/^From Spanish:\n<b>&👍/);
  });

  it('MISC-B1 has a limit for each chat', async () => {
    const { member, other, chat, later, asked } = await start();
    for (let at = 0; at < 10; at++) await member.says('/tr es hello');
    await other.says('/tr es hello');
    expect(chat.lastReply.key).toBe('misc.tr-enough');
    expect(asked).toHaveLength(10);
    await later({ minutes: 1, seconds: 1 });
    await other.says('/tr es hello');
    expect(chat.lastReply.key).toBe('misc.tr-done');
  });

  it('says where it is switched off', async () => {
    const { member, chat } = await testBot(createMisc({}));
    await member.says('/tr es hello');
    expect(chat.replies).toEqual(['misc.tr-off']);
  });
});
