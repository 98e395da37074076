import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import admin from './index.ts';

const PROMOTE = 'promoteChatMember';
const TITLE = 'setChatAdministratorCustomTitle';

describe('/adminlist', () => {
  it('ADM-3, ADM-D2 names owner and admins with their titles, pings nobody, leaves out bots', async () => {
    const { member, owner, room, chat, act } = await testBot(admin);
    await act(() => owner.person.promotes(room, member.person, ['can_pin_messages'], 'Gardener'));
    await member.says('/adminlist');
    expect(chat.lastReply.text).toBe('Admins of Test group:\n• owner, owner\n• admin\n• member (Gardener)');
    const entities = chat.lastReply.message.entities ?? [];
    expect(entities.filter(({ type }) => type === 'mention' || type === 'text_mention')).toEqual([]);
  });

  it('ADM-D2 only counts who stays anonymous', async () => {
    const { member, other, owner, room, chat, act } = await testBot(admin);
    await act(() => owner.person.promotes(room, other.person, ['can_pin_messages', 'is_anonymous']));
    await member.says('/adminlist');
    expect(chat.lastReply.text).toMatch(/• admin\n… and one who stays anonymous$/);
    expect(chat.lastReply.text).not.toContain('other');
  });

  it('ADM-E1 asks Telegram once, however often it is asked', async () => {
    const { member, chat, telegram } = await testBot(admin);
    await member.says('/adminlist');
    await member.says('/adminlist');
    expect(chat.replies).toEqual(['admin.list', 'admin.list']);
    expect(telegram.asked.filter((method) => method === 'getChatAdministrators')).toHaveLength(1);
  });

  it('ADM-1 needs the bot to be an admin, and a group', async () => {
    const bot = await testBot(admin, { bot: 'member' });
    await bot.member.says('/adminlist');
    expect(bot.chat.replies).toEqual(['kit.bot-not-admin']);
    await bot.member.starts();
    await bot.member.writes('/adminlist');
    expect(bot.privateChat(bot.member).replies.at(-1)).toBe('kit.group-only');
  });
});

describe('/promote', () => {
  it('ADM-11, ADM-D7 gives what both hold, and tells which', async () => {
    const { owner, member, chat, telegram } = await testBot(admin, {
      bot: ['can_promote_members', 'can_pin_messages', 'can_invite_users'],
    });
    await owner.says('/promote @member');
    expect(telegram.calls(PROMOTE)).toEqual([
      expect.objectContaining({
        user_id: member.id,
        can_pin_messages: true,
        can_invite_users: true,
        can_restrict_members: false,
        can_promote_members: false,
      }),
    ]);
    expect(chat.replies).toEqual(['admin.promoted']);
    expect(chat.lastReply.text).toContain('pin messages');
    expect(chat.lastReply.text).not.toContain('ban users');
  });

  it('ADM-D5 an admin hands out no right they do not hold', async () => {
    const { owner, other, room, telegram, act } = await testBot(admin);
    await act(() => owner.person.promotes(room, other.person, ['can_promote_members', 'can_pin_messages']));
    await other.says('/promote @member');
    expect(telegram.calls(PROMOTE)).toEqual([
      expect.objectContaining({ can_pin_messages: true, can_restrict_members: false, can_promote_members: false }),
    ]);
  });

  it('ADM-13, ADM-15, ADM-E2 with a title, cut to what Telegram takes', async () => {
    const { owner, member, chat, telegram } = await testBot(admin);
    const words = await member.says('I could help');
    await owner.says('/promote Gardener of the whole group', { replyTo: words });
    expect(telegram.calls(PROMOTE)).toHaveLength(1);
    expect(telegram.calls(TITLE)).toEqual([expect.objectContaining({ custom_title: 'Gardener of the' })]);
    expect(chat.replies).toEqual(['admin.promoted-as']);
    expect(chat.lastReply.text).toMatch(/^member .*had 27 characters/s);
  });

  it('ADM-D4 a title that is refused does not undo the promotion, nor hide it', async () => {
    const { owner, chat } = await testBot(admin);
    await owner.says('/promote @member 🌱');
    expect(chat.replies).toEqual(['admin.promoted-untitled']);
  });

  it('ADM-13 whoever was promoted is an admin at once', async () => {
    const { owner, member, chat } = await testBot(admin);
    await owner.says('/promote @member');
    await member.says('/clearadmincache');
    expect(chat.lastReply.key).toBe('admin.forgotten');
  });

  it.each([
    ['/promote', 'kit.no-target'],
    ['/promote -1001234567890', 'moderation.people-only'],
    ['/promote @owner', 'admin.not-the-owner'],
    ['/promote @alita_bot', 'admin.not-myself'],
    ['/promote @admin', 'admin.already-admin'],
    ['/promote @nobody_here', 'kit.unknown-username'],
    ['/promote 777000', 'moderation.not-in-chat'],
    ['/promote 1087968824', 'moderation.not-in-chat'],
    ['/demote', 'kit.no-target'],
    ['/demote -1001234567890', 'moderation.people-only'],
    ['/demote @owner', 'admin.not-the-owner'],
    ['/demote @alita_bot', 'admin.not-myself'],
    ['/demote @member', 'admin.not-an-admin'],
    ['/title', 'kit.no-target'],
    ['/title @owner Boss', 'admin.not-the-owner'],
    ['/title @alita_bot Bot', 'admin.not-myself'],
    ['/title @member Gardener', 'admin.not-an-admin'],
    ['/title @admin', 'kit.argument-missing'],
  ])('ADM-9, ADM-16, ADM-20, ADM-E3, ADM-E4, ADM-E5, ADM-E12 %s -> %s', async (text, key) => {
    const { owner, chat, telegram } = await testBot(admin);
    await owner.says(text);
    expect(chat.replies).toEqual([key]);
    expect([...telegram.calls(PROMOTE), ...telegram.calls(TITLE)]).toEqual([]);
  });

  it('ADM-D8 refuses somebody who left', async () => {
    const { owner, member, chat, telegram } = await testBot(admin);
    await member.leaves();
    await owner.says('/promote @member');
    expect(chat.replies).toEqual(['moderation.not-in-chat']);
    expect(telegram.calls(PROMOTE)).toEqual([]);
  });

  it('ADM-7 is for who may promote', async () => {
    const { admin: helper, member, chat } = await testBot(admin);
    await helper.says('/promote @member');
    await member.says('/promote @other');
    expect(chat.replies).toEqual(['kit.actor-lacks-right', 'kit.admins-only']);
  });

  it('ADM-8, ADM-E4 refuses when Telegram does not say who the admins are', async () => {
    const { owner, chat, telegram } = await testBot(admin);
    telegram.refuses('getChatAdministrators', 'something');
    await owner.says('/promote @member');
    expect(chat.replies).toEqual(['kit.cannot-verify']);
    expect(telegram.calls(PROMOTE)).toEqual([]);
  });

  it('ADM-12 tells that Telegram refused', async () => {
    const { owner, chat, telegram } = await testBot(admin);
    telegram.refuses(PROMOTE, 'RIGHT_FORBIDDEN');
    await owner.says('/promote @member');
    expect(chat.replies).toEqual(['admin.cannot-promote']);
  });

  it('ADM-D5, ADM-E13 whoever is trusted to stay anonymous still has to say who they are', async () => {
    const { owner, other, room, chat, telegram, act } = await testBot(admin);
    await owner.says('/anonadmin on');
    await act(() => owner.person.promotes(room, other.person, ['can_promote_members', 'is_anonymous']));
    await other.says('/promote @member');
    expect(chat.lastReply.key).toBe('admin.who-are-you');
    expect(telegram.calls(PROMOTE)).toEqual([]);
  });
});

describe('/demote', () => {
  it('ADM-17, ADM-18 takes every right, and the next command knows', async () => {
    const { owner, member, chat, telegram } = await testBot(admin);
    await owner.says('/promote @member');
    await owner.says('/demote @member');
    const { user_id, chat_id: _, ...rights } = telegram.calls(PROMOTE).at(-1) ?? {};
    expect(user_id).toBe(member.id);
    expect(new Set(Object.values(rights))).toEqual(new Set([false]));
    await member.says('/clearadmincache');
    expect(chat.replies).toEqual(['admin.promoted', 'admin.demoted', 'kit.admins-only']);
  });

  it('ADM-17 tells when somebody else has to do it', async () => {
    const { owner, chat } = await testBot(admin);
    await owner.says('/demote @admin');
    expect(chat.replies).toEqual(['admin.cannot-demote']);
  });

  it('ADM-D8 nobody demotes who may do more', async () => {
    const { owner, other, room, chat, telegram, act } = await testBot(admin);
    await act(() => owner.person.promotes(room, other.person, ['can_promote_members']));
    await other.says('/demote @admin');
    expect(chat.replies).toEqual(['admin.outranked']);
    expect(telegram.calls(PROMOTE)).toEqual([]);
  });
});

describe('/title', () => {
  it('ADM-20, ADM-21, GEN-D7 titles an admin whom the bot promoted', async () => {
    const { owner, chat, telegram } = await testBot(admin);
    await owner.says('/promote @member');
    await owner.says('/title @member <b>&co and more words');
    expect(telegram.calls(TITLE)).toEqual([expect.objectContaining({ custom_title: '<b>&co and more' })]);
    expect(chat.lastReply.text).toBe(
      'member is <b>&co and more now.\nThe title had 21 characters; I kept the first 16.',
    );
  });

  it.each([
    ['/title @admin Gardener', 'admin.cannot-title'],
    ['/title @member 🌱', 'admin.title-invalid'],
  ])('ADM-21 tells why not: %s -> %s', async (text, key) => {
    const { owner, chat } = await testBot(admin);
    await owner.says('/promote @member');
    await owner.says(text);
    expect(chat.lastReply.key).toBe(key);
  });
});

describe('/invitelink', () => {
  it('ADM-22, ADM-D6, ADM-E6 makes a link when there is none', async () => {
    const { admin: helper, chat, telegram } = await testBot(admin);
    await helper.says('/invitelink');
    expect(telegram.asked.filter((method) => method === 'getChat')).toHaveLength(1);
    expect(telegram.calls('exportChatInviteLink')).toHaveLength(1);
    expect(chat.lastReply.text).toMatch(/https:\/\/t\.me\/\+/);
  });

  it('ADM-E6 a public group is where its name says', async () => {
    const { admin: helper, chat, room, telegram } = await testBot(admin);
    Object.assign(room.chat, { username: 'test_group' });
    await helper.says('/invitelink');
    expect(chat.lastReply.text).toContain('https://t.me/test_group');
    expect(telegram.asked).not.toContain('getChat');
  });

  it('ADM-E7, ADM-D6 says who lacks the right', async () => {
    const first = await testBot(admin, { bot: ['can_pin_messages'] });
    await first.admin.says('/invitelink');
    await first.member.says('/invitelink');
    expect(first.chat.replies).toEqual(['kit.bot-lacks-right', 'kit.admins-only']);
  });
});
