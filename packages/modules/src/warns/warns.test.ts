import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import rules from '../rules/index.ts';
import warns from './index.ts';

type Bot = Awaited<ReturnType<typeof testBot>>;

const kept = async ({ database }: Bot) =>
  database.db.warning.findMany({ orderBy: { number: 'asc' }, select: { number: true, userId: true, reason: true } });

describe('/setwarntime', () => {
  it('WRN-D8 has warnings count for a while', async () => {
    const bot = await testBot(warns);
    const { admin, chat, later } = bot;
    await admin.says('/warn @member');
    await admin.says('/setwarntime 30d');
    expect(chat.lastReply.text).toBe('From now on, a warning counts for 30 days.');
    await admin.says('/warn @member');
    await later({ days: 15 });
    await admin.says('/setwarntime off');
    await admin.says('/setwarntime');
    expect(chat.lastReply.text).toBe('Warnings count for good.');
    await admin.says('/warn @other');
    await later({ days: 15, seconds: 1 });
    expect((await kept(bot)).map(({ number }) => number)).toEqual([1, 3]);
    await later({ days: 300 });
    expect(await kept(bot)).toHaveLength(2);
  });

  it.each([
    ['/setwarntime soon', 'kit.duration-unit'],
    ['/setwarntime 400d', 'kit.duration-range'],
    ['/setwarntime OFF', 'warns.setwarntime-set'],
  ])('WRN-D8 %s -> %s', async (text, key) => {
    const { admin, chat } = await testBot(warns);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
  });

  it('WRN-D8 is told by /warnings', async () => {
    const { admin, chat } = await testBot(warns);
    await admin.says('/setwarntime 1w');
    await admin.says('/warnings');
    expect(chat.lastReply.text).toMatch(/A warning counts for 7 days\.$/);
  });
});

describe('/warn', () => {
  it('WRN-10, WRN-E3 counts and says the reason', async () => {
    const bot = await testBot(warns);
    const { admin, member, chat } = bot;
    const noise = await member.says('AAAA');
    await admin.says('/warn too <noisy>', { replyTo: noise });
    expect(chat.lastReply.text).toBe('member is warned: 1 of 3.\nReason: too <noisy>');
    expect(chat.lastReply.buttons).toEqual(['Remove this warning (admins)']);
    expect(await kept(bot)).toMatchObject([{ number: 1, userId: member.id, reason: 'too <noisy>' }]);
  });

  it('WRN-11 leads to the rules, where there are any', async () => {
    const { admin, chat, room } = await testBot([warns, rules]);
    const url = `https://t.me/alita_bot?start=rules_${room.id}`;
    await admin.says('/setrules be kind');
    await admin.says('/warn @member');
    expect(chat.lastReply.buttons).toEqual(['Remove this warning (admins)', 'Rules']);
    expect(chat.lastReply.message.reply_markup?.inline_keyboard).toMatchObject([[{}, { url }]]);
    await admin.says('/rulesbutton Read <me>');
    await admin.says('/warn @member');
    expect(chat.lastReply.buttons).toEqual(['Remove this warning (admins)', 'Read <me>']);
  });

  it.each([
    ['/warn', 'kit.no-target'],
    ['/swarn', 'kit.no-target'],
    ['/dwarn', 'kit.no-target'],
    ['/warn @admin', 'moderation.is-admin'],
    ['/warn @owner', 'moderation.is-owner'],
    ['/warn -1001234567890', 'moderation.people-only'],
    ['/dwarn @member', 'moderation.reply-needed'],
    ['/warn 4242', 'moderation.not-in-chat'],
  ])('WRN-1, WRN-3, WRN-E2 %s -> %s', async (text, key) => {
    const bot = await testBot(warns);
    await bot.admin.says(text);
    expect(bot.chat.replies).toEqual([key]);
    expect(await kept(bot)).toEqual([]);
  });

  it('WRN-D3 tells when the target has left', async () => {
    const { admin, member, chat } = await testBot(warns);
    await member.leaves();
    await admin.says('/warn @member');
    expect(chat.replies).toEqual(['moderation.not-in-chat']);
  });

  it('WRN-D1 /swarn and /dwarn need the right to delete', async () => {
    const { admin, chat } = await testBot(warns, { bot: ['can_restrict_members'] });
    await admin.says('/swarn @member');
    await admin.says('/dwarn @member');
    expect(chat.replies).toEqual(['kit.bot-lacks-right', 'kit.bot-lacks-right']);
  });

  it('WRN-E6 /swarn says nothing', async () => {
    const bot = await testBot(warns);
    const command = await bot.admin.says('/swarn @member quietly');
    expect(bot.chat.replies).toEqual([]);
    expect(bot.chat).not.toShow(command);
    expect(await kept(bot)).toMatchObject([{ reason: 'quietly' }]);
  });

  it('WRN-7, WRN-E6 /dwarn deletes the message', async () => {
    const bot = await testBot(warns);
    const noise = await bot.member.says('AAAA');
    await bot.admin.says('/dwarn loud', { replyTo: noise });
    expect(bot.chat).not.toShow(noise);
    expect(bot.chat.replies).toEqual(['warns.warned']);
    expect(await kept(bot)).toMatchObject([{ reason: 'loud' }]);
  });
});

describe('the limit', () => {
  it.each([
    ['ban', 'banChatMember', {}, ['Unban (admins)']],
    ['kick', 'unbanChatMember', { only_if_banned: false }, []],
    ['mute', 'restrictChatMember', {}, ['Unmute (admins)']],
    ['tban 2h', 'banChatMember', { until_date: expect.any(Number) }, ['Unban (admins)']],
    ['tmute 2h', 'restrictChatMember', { until_date: expect.any(Number) }, ['Unmute (admins)']],
  ])('WRN-13, WRN-14, WRN-E5 %s: one %s, then none is left', async (mode, method, params, button) => {
    const bot = await testBot(warns);
    const { admin, member, chat, telegram } = bot;
    await admin.says(`/setwarnmode ${mode}`);
    await admin.says('/setwarnlimit 2');
    await admin.says('/warn @member first');
    await admin.says('/warn @member second');
    expect(telegram.calls(method)).toEqual([expect.objectContaining({ user_id: member.id, ...params })]);
    expect(chat.lastReply.key).toBe('warns.punished');
    expect(chat.lastReply.text).toMatch(/warning 2 of 2: member .*\n• first .*\n• second /);
    expect(chat.lastReply.buttons).toEqual(button);
    expect(await kept(bot)).toEqual([]);
  });

  it('WRN-D8 the button takes the punishment back, not the warnings', async () => {
    const bot = await testBot(warns);
    const { admin, member, chat, telegram } = bot;
    await admin.says('/setwarnlimit 1');
    await admin.says('/warn @member');
    expect(await member.presses('warns.release')).toMatchObject({ key: 'kit.admins-only' });
    await admin.presses('warns.release');
    expect(telegram.calls('restrictChatMember')).toHaveLength(2);
    expect(chat.lastReply).toMatchObject({ key: 'moderation.released', buttons: [] });
    expect(await kept(bot)).toEqual([]);
  });

  it('WRN-D2 warnings that follow at once count from none, and punish nobody twice', async () => {
    const bot = await testBot(warns);
    const { admin, room, chat, telegram, act } = bot;
    await admin.says('/setwarnlimit 2');
    await act(() => {
      for (const reason of ['first', 'second', 'third']) admin.person.says(room, `/warn @member ${reason}`);
    });
    expect(telegram.calls('restrictChatMember')).toHaveLength(1);
    expect(chat.replies.slice(1)).toEqual(['warns.warned', 'warns.warned', 'warns.punished']);
    expect(chat.said[2]).toMatchObject({ params: { count: 1 } });
    expect(await kept(bot)).toMatchObject([{ reason: 'third' }]);
  });

  it('WRN-D2, WRN-D4 what a refused punishment gives back is added to what came meanwhile', async () => {
    const bot = await testBot(warns);
    const { admin, room, chat, telegram, act } = bot;
    await admin.says('/setwarnlimit 2');
    telegram.refuses('restrictChatMember', 'not enough rights to restrict/unrestrict chat member');
    await act(() => {
      for (const reason of ['first', 'second', 'third']) admin.person.says(room, `/warn @member ${reason}`);
    });
    expect(chat.lastReply).toMatchObject({ key: 'warns.not-punished', params: { count: 3, limit: 2 } });
    expect(await kept(bot)).toHaveLength(3);
  });

  it('WRN-12 a lowered limit makes the next warning decisive', async () => {
    const { admin, chat } = await testBot(warns);
    await admin.says('/warn @member');
    await admin.says('/warn @member');
    await admin.says('/setwarnlimit 1');
    await admin.says('/warn @member');
    expect(chat.lastReply).toMatchObject({ key: 'warns.punished', params: { count: 3, limit: 1 } });
  });

  it('WRN-D4 a refused punishment is told, the count stays, the next warning tries again', async () => {
    const bot = await testBot(warns);
    const { admin, chat, telegram } = bot;
    await admin.says('/setwarnlimit 1');
    telegram.refuses('restrictChatMember', 'not enough rights to restrict/unrestrict chat member');
    await admin.says('/warn @member');
    expect(chat.lastReply).toMatchObject({ key: 'warns.not-punished', params: { count: 1, limit: 1 } });
    expect(chat.lastReply.text).toContain('check my admin rights');
    expect(await kept(bot)).toHaveLength(1);

    await admin.says('/warn @member');
    expect(chat.lastReply).toMatchObject({ key: 'warns.punished', params: { count: 2 } });
    expect(await kept(bot)).toEqual([]);
  });

  it('WRN-D1 /swarn punishes without a word', async () => {
    const bot = await testBot(warns);
    await bot.admin.says('/setwarnlimit 1');
    await bot.admin.says('/swarn @member');
    expect(bot.telegram.calls('restrictChatMember')).toHaveLength(1);
    expect(bot.chat.replies).toEqual(['warns.setwarnlimit-set']);
    expect(await kept(bot)).toEqual([]);
  });
});

describe('/warns', () => {
  it('WRN-18, WRN-D7 lists somebody’s, WRN-D5 one’s own without a name', async () => {
    const { admin, member, chat } = await testBot(warns);
    await admin.says('/warn @member <spam>');
    await admin.says('/warn @member');
    await member.says('/warns');
    expect(chat.lastReply.key).toBe('warns.list');
    expect(chat.lastReply.text).toMatch(
      /^member has 2 of 3 warnings:\n• <spam> \(admin, .* UTC, no\. 1\)\n• No reason given /,
    );
    await member.says('/warns @other');
    expect(chat.lastReply.key).toBe('warns.none');
  });

  it('WRN-D5, WRN-E14 reading writes nothing', async () => {
    const { member, database } = await testBot(warns);
    await member.says('/warns');
    expect(await database.db.user.count()).toBe(0);
  });

  it('WRN-E2 refuses channels', async () => {
    const { admin, chat } = await testBot(warns);
    await admin.says('/warns -1001234567890');
    expect(chat.replies).toEqual(['moderation.people-only']);
  });
});

describe('removing', () => {
  it('WRN-20, WRN-E7 /rmwarn takes the latest, and names both', async () => {
    const bot = await testBot(warns);
    const { admin, chat } = bot;
    await admin.says('/warn @member first');
    await admin.says('/warn @member second');
    await admin.says('/unwarn @member');
    expect(chat.lastReply.text).toBe('admin removed the latest warning of member, no. 2.');
    expect(await kept(bot)).toMatchObject([{ reason: 'first' }]);
    await admin.says('/rmwarn @other');
    expect(chat.lastReply.key).toBe('warns.none');
  });

  it('WRN-21, WRN-E7 /resetwarns takes all of one', async () => {
    const bot = await testBot(warns);
    const { admin, chat, other } = bot;
    for (const who of ['@member', '@member', '@other']) await admin.says(`/warn ${who}`);
    await admin.says('/resetwarns @member');
    expect(chat.lastReply.text).toBe('admin removed all 2 warnings of member.');
    expect(await kept(bot)).toMatchObject([{ userId: other.id }]);
  });

  it('WRN-D6 the button removes its own warning, once', async () => {
    const bot = await testBot(warns);
    const { admin, member, chat } = bot;
    await admin.says('/warn @member first');
    const { message } = chat.lastReply;
    await admin.says('/warn @member second');
    expect(await member.presses('warns.remove', message)).toMatchObject({ key: 'kit.admins-only' });
    await admin.presses('warns.remove', message);
    expect(await kept(bot)).toMatchObject([{ reason: 'second' }]);
    expect(chat.replies).toEqual(['warns.removed-by-button', 'warns.warned']);
    expect(chat.said[0]?.buttons).toEqual([]);
  });

  it('WRN-D6 the button of a warning that is gone removes no other', async () => {
    const bot = await testBot(warns);
    const { admin, chat } = bot;
    await admin.says('/warn @member first');
    const { message } = chat.lastReply;
    await admin.says('/rmwarn @member');
    await admin.says('/warn @member second');
    await admin.presses('warns.remove', message);
    expect(await kept(bot)).toMatchObject([{ number: 2, reason: 'second' }]);
    expect(chat.replies[0]).toBe('warns.removed-already');
  });

  it('WRN-23, WRN-E9 /resetallwarns is the owner’s, and asks first', async () => {
    const bot = await testBot(warns);
    const { admin, owner, chat, later } = bot;
    await owner.says('/resetallwarns');
    expect(chat.lastReply.key).toBe('warns.none-at-all');
    await admin.says('/resetallwarns');
    expect(chat.lastReply.key).toBe('kit.owner-only');

    await admin.says('/warn @member');
    await owner.says('/resetallwarns');
    expect(await admin.presses('Yes, remove all')).toMatchObject({ key: 'kit.owner-only' });
    await owner.presses('No, keep them');
    expect(await kept(bot)).toHaveLength(1);
    await owner.says('/resetallwarns');
    await later({ minutes: 6 });
    expect(await owner.presses('Yes, remove all')).toMatchObject({ key: 'kit.button-expired' });
    await owner.says('/resetallwarns');
    await owner.presses('Yes, remove all');
    expect(await kept(bot)).toEqual([]);
    expect(chat.lastReply).toMatchObject({ key: 'warns.reset-all', buttons: [] });
  });
});

describe('settings', () => {
  it.each([
    ['/setwarnlimit 5', 'warns.setwarnlimit-set'],
    ['/setwarnlimit', 'warns.setwarnlimit-is'],
    ['/setwarnlimit 0', 'kit.number-range'],
    ['/setwarnlimit 101', 'kit.number-range'],
    ['/setwarnlimit nope', 'kit.not-a-number'],
    ['/setwarnmode BAN', 'warns.setwarnmode-set'],
    ['/setwarnmode tban 3d', 'warns.setwarnmode-set'],
    ['/setwarnmode', 'warns.setwarnmode-is'],
    ['/setwarnmode freeze', 'kit.not-a-choice'],
    ['/setwarnmode kick 3d', 'warns.mode-for-good'],
  ])('WRN-24, WRN-25, WRN-E1 %s -> %s', async (text, key) => {
    const { admin, chat } = await testBot(warns);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
  });

  it('WRN-19, WRN-E13 /warnings tells what holds: three, then muted, unless set', async () => {
    const { admin, chat } = await testBot(warns);
    await admin.says('/warnings');
    expect(chat.lastReply.text).toBe('At 3 warnings somebody is muted.');
    await admin.says('/setwarnmode tmute 36h');
    await admin.says('/warnings');
    expect(chat.lastReply.text).toBe('At 3 warnings somebody is muted for 1 day and 12 hours.');
  });

  it('are for admins', async () => {
    const { member, chat } = await testBot(warns);
    await member.says('/setwarnlimit 5');
    await member.says('/warnings');
    expect(chat.replies).toEqual(['kit.admins-only', 'kit.admins-only']);
  });
});
