import { type Actor, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import greetings from './index.ts';

/** Long enough for whoever waits to be greeted. */
const SOON = { seconds: 3 };

describe('joins', () => {
  it('GRT-9, GRT-10, GRT-B5: greets once, though Telegram tells twice', async () => {
    const { person, chat, later } = await testBot(greetings);
    await person({ firstName: 'Ann' }).joins();
    expect(chat.replies).toEqual([]);
    await later(SOON);
    await later({ hours: 1 });
    expect(chat.said.map(({ text }) => text)).toEqual(['Welcome, Ann! Good to have you here.']);
  });

  it('GRT-10: greets where the bot only sees the notice', async () => {
    const { person, chat, later } = await testBot(greetings, { bot: 'member' });
    await person({ firstName: 'Ann' }).joins();
    await later(SOON);
    expect(chat.said).toHaveLength(1);
  });
});
