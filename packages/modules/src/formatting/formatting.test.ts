import { compose } from '@alita/content';
import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import { createHelp } from '../help/index.ts';
import formatting from './index.ts';

const open = (languages?: string[]) => testBot([formatting, createHelp({})], languages ? { languages } : {});
const LANGUAGES = ['en', 'es', 'fr', 'hi'];
const PAGES = ['markup', 'placeholders', 'random'];

describe('/markdownhelp', () => {
  it('FMT-1 leads from a group to private, in answer to the message replied to', async () => {
    const { member, other, chat, privateChat, telegram } = await open();
    const about = await other.says('how?');
    await member.says('/formatting', { replyTo: about });
    expect(chat.lastReply).toMatchObject({ key: 'formatting.in-private', buttons: ['Show me'] });
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({
      reply_parameters: { message_id: about.message_id },
      reply_markup: { inline_keyboard: [[{ url: 'https://t.me/alita_bot?start=help_formatting' }]] },
    });
    await member.starts('help_formatting');
    expect(privateChat(member).lastReply.buttons).toEqual(expect.arrayContaining(['Placeholders']));
  });

  it('FMT-2, FMT-5 in private: two topics, one, and the way back', async () => {
    const { member, privateChat } = await open();
    await member.starts();
    await member.writes('/markdownhelp');
    const rows = privateChat(member).lastReply.message.reply_markup?.inline_keyboard;
    expect(rows?.map((row) => row.length)).toEqual([2, 1, 1]);
    await member.presses('« All features');
    expect(privateChat(member).lastReply.key).toBe('help.list');
  });

  it.each(LANGUAGES)('FMT-3 every topic is shown and leads back, in %s', async (language) => {
    const { person, privateChat } = await open(LANGUAGES);
    const eve = person({ firstName: 'Eve', language });
    await eve.starts();
    await eve.writes('/markdownhelp');
    for (const [at, topic] of PAGES.entries()) {
      const label = privateChat(eve).lastReply.buttons[at];
      await eve.presses(label ?? '');
      expect(privateChat(eve).lastReply).toMatchObject({ key: `formatting.${topic}`, buttons: [expect.any(String)] });
      await eve.presses(privateChat(eve).lastReply.buttons[0] ?? '');
      expect(privateChat(eve).lastReply.key).toBe('formatting.intro');
    }
  });

  it('FMT-3, FMT-5 an unknown topic is refused', async () => {
    const { member, privateChat, world, bot } = await open();
    await member.starts();
    const keyboard = { inline_keyboard: [[{ text: 'x', callback_data: 'formatting.page|v1|to=nothing' }]] };
    await world.telegram.call(bot.token, 'sendMessage', { chat_id: member.id, text: 'x', reply_markup: keyboard });
    expect(await member.presses('x')).toMatchObject({ key: 'kit.button-invalid' });
    expect(privateChat(member).lastReply.text).toBe('x');
  });

  it('FMT-B1 what it says about looks and buttons is true', async () => {
    const { member, privateChat } = await open();
    await member.starts();
    await member.writes('/markdownhelp');
    await member.presses('Looks and buttons');
    const { text } = privateChat(member).lastReply;
    const examples = text.split('\n').flatMap((line) => /^(\[.*?\]\(button.*?\))/.exec(line)?.[1] ?? []);
    expect(examples).toHaveLength(5);
    const composed = compose({ words: { text: `x ${examples.join(' ')}`, marks: [] } }, { defaultLabel: 'x' });
    expect(composed).toMatchObject({ complaints: [], content: { variants: ['x'], buttons: { length: 5 } } });
  });
});
