import { type TestBot, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import warns from './index.ts';

const reasons = async ({ database }: TestBot) =>
  (await database.db.warning.findMany({ orderBy: { number: 'asc' } })).map(({ reason }) => reason);

describe('warnings', () => {
  it('WRN-4 without Telegram’s word on the member nothing is stored', async () => {
    const bot = await testBot(warns);
    bot.telegram.refuses('getChatMember', 'Internal Server Error', 500);
    await bot.admin.says('/warn @member');
    expect(bot.chat.replies).toEqual(['kit.cannot-verify']);
    expect(await reasons(bot)).toEqual([]);
  });

  it('WRN-5 a long reason is cut, a missing one is none', async () => {
    const bot = await testBot(warns);
    await bot.admin.says(`/warn @member ${'я'.repeat(2_000)}`);
    await bot.admin.says('/warn @member');
    expect(await reasons(bot)).toEqual(['я'.repeat(1_500), null]);
  });

  it('WRN-7 one that came with a deletion counts though the message stays', async () => {
    const bot = await testBot(warns);
    const noise = await bot.member.says('AAAA');
    bot.telegram.refuses('deleteMessage', "message can't be deleted for everyone");
    await bot.admin.says('/dwarn', { replyTo: noise });
    expect(bot.chat.replies).toContain('warns.warned');
    expect(await reasons(bot)).toEqual([null]);
  });

  it('WRN-E11 ten that come at once, with ten removals, leave ten of twenty', async () => {
    const bot = await testBot(warns);
    const { admin, room, act } = bot;
    await admin.says('/setwarnlimit 100');
    for (let n = 0; n < 10; n++) await admin.says(`/warn @member ${n}`);
    await act(() => {
      for (let n = 10; n < 20; n++) {
        admin.person.says(room, `/warn @member ${n}`);
        admin.person.says(room, '/rmwarn @member');
      }
    });
    expect(await reasons(bot)).toHaveLength(10);
  });

  it('WRN-D10 what was typed is shown as it is', async () => {
    const { admin, chat } = await testBot(warns);
    await admin.says('/setwarnmode <b>*_`[x](y)');
    expect(chat.lastReply.key).toBe('kit.not-a-choice');
    expect(chat.lastReply.text).toContain('<b>*_`[x](y)');
  });

  it('WRN-D9 a list too long for one message is told in several', async () => {
    const { admin, chat } = await testBot(warns);
    for (const reason of ['a', 'b', 'c']) await admin.says(`/warn @member ${reason.repeat(2_900)}`);
    const told = chat.said.slice(2).map(({ text }) => text);
    expect(told.length).toBeGreaterThan(1);
    for (const reason of ['a', 'b', 'c']) expect(told.join('')).toContain(reason.repeat(2_900));
  });
});
