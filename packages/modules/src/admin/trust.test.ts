import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import admin from './index.ts';

describe('/anonadmin', () => {
  it('ADM-23, PERM-21, ADM-E8, ADM-D9 is seen by admins, changed by the owner', async () => {
    const { owner, admin: helper, member, chat } = await testBot(admin);
    await member.says('/anonadmin');
    await helper.says('/anonadmin');
    await helper.says('/anonadmin on');
    await owner.says('/anonadmin ON');
    await owner.says('/anonadmin yes');
    await owner.says('/anonadmin maybe');
    await owner.says('/anonadmin false');
    expect(chat.replies).toEqual([
      'kit.admins-only',
      'admin.anonadmin-is',
      'kit.owner-only',
      'admin.anonadmin-set',
      'admin.anonadmin-already',
      'kit.not-a-choice',
      'admin.anonadmin-set',
    ]);
  });

  it('ADM-26 decides whether anonymous admins are asked for proof', async () => {
    const { owner, other, room, chat, act } = await testBot(admin);
    await act(() => owner.person.promotes(room, other.person, ['can_pin_messages', 'is_anonymous']));
    await other.says('/clearadmincache');
    await owner.says('/anonadmin on');
    await other.says('/clearadmincache');
    await other.says('/anonadmin off');
    expect(chat.replies).toEqual(['kit.prove', 'admin.anonadmin-set', 'admin.forgotten', 'kit.owner-only']);
  });
});

describe('the cache', () => {
  it('ADM-24, ADM-D3, ADM-E9 is reloaded by admins, not all the time', async () => {
    const { admin: helper, member, chat, telegram, later } = await testBot(admin);
    await member.says('/admincache');
    const before = telegram.asked.length;
    await helper.says('/admincache');
    expect(telegram.asked.slice(before)).toEqual(['getChatAdministrators']);
    await helper.says('/admincache');
    await later({ seconds: 31 });
    await helper.says('/admincache');
    expect(chat.replies).toEqual(['kit.admins-only', 'admin.reloaded', 'admin.reloaded-just-now', 'admin.reloaded']);
  });

  it('ADM-D3 a failed reload is told as failed', async () => {
    const { admin: helper, chat, telegram } = await testBot(admin);
    await helper.says('/clearadmincache');
    await helper.says('/adminlist');
    telegram.refuses('getChatAdministrators', 'something');
    await helper.says('/admincache');
    expect(chat.replies).toEqual(['admin.forgotten', 'admin.list', 'kit.cannot-verify']);
  });

  it('ADM-25, ADM-E10 is cleared by admins', async () => {
    const { admin: helper, member, telegram, chat } = await testBot(admin);
    await helper.says('/adminlist');
    await helper.says('/clearadmincache');
    await member.says('/clearadmincache');
    expect(chat.replies).toEqual(['admin.list', 'admin.forgotten', 'kit.admins-only']);
    expect(telegram.asked.filter((method) => method === 'getChatAdministrators')).toHaveLength(2);
  });

  it('ADM-6, ADM-D1 knows of changed rights at once', async () => {
    const { owner, admin: helper, room, chat, act } = await testBot(admin);
    await helper.says('/invitelink');
    await act(() => owner.person.promotes(room, helper.person, ['can_pin_messages']));
    await helper.says('/invitelink');
    expect(chat.replies).toEqual(['admin.invitelink', 'kit.actor-lacks-right']);
  });

  it('ADM-6, BUP-3 asks anew when somebody becomes an admin or is none any more, by whoever’s hand', async () => {
    const { owner, admin: helper, other, room, chat, telegram, act } = await testBot(admin);
    await helper.says('/clearadmincache');
    await act(() => owner.person.promotes(room, other.person, ['can_pin_messages']));
    await other.says('/anonadmin');
    await act(() => owner.person.promotes(room, helper.person, []));
    await helper.says('/clearadmincache');
    expect(chat.replies).toEqual(['admin.forgotten', 'admin.anonadmin-is', 'kit.admins-only']);
    expect(telegram.asked.filter((method) => method === 'getChatAdministrators')).toHaveLength(3);
  });

  it('ADM-D1 knows at once that the bot was promoted', async () => {
    const { owner, admin: helper, bot, room, chat, act } = await testBot(admin, { bot: 'member' });
    await helper.says('/clearadmincache');
    await act(() => owner.person.promotes(room, bot, 'all'));
    await helper.says('/clearadmincache');
    expect(chat.replies).toEqual(['kit.bot-not-admin', 'admin.forgotten']);
  });
});
