import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import bans from './index.ts';

describe('/ban', () => {
  it('hints at /tban when the reason begins with a time', async () => {
    const { admin, chat } = await testBot(bans);
    await admin.says('/ban @member 3d');
    expect(chat.lastReply.text).toBe(
      'member is banned.\nReason: 3d\nThis has no end. To ban for a while: /tban @user 3d',
    );
  });

  it('BAN-1, BAN-2, BAN-E1, GEN-18 bans whoever is replied to and says it with reason and button', async () => {
    const { admin, member, room, chat, telegram } = await testBot(bans);
    const spam = await member.says('buy!');
    await admin.says('/ban <b>spam</b> & more', { replyTo: spam });
    expect(telegram.calls('banChatMember')).toEqual([{ chat_id: room.id, user_id: member.id }]);
    expect(chat.lastReply).toMatchObject({ key: 'bans.banned', params: { reason: '<b>spam</b> & more' } });
    expect(chat.lastReply.text).toContain('<b>spam</b> & more');
    expect(chat.lastReply.buttons).toEqual(['Unban (admins)']);
  });

  it('BAN-1 needs nobody to be in the chat', async () => {
    const { admin, person, chat, telegram } = await testBot(bans);
    const stranger = person({ firstName: 'Eve' });
    await admin.says(`/ban ${stranger.id}`);
    expect(telegram.calls('banChatMember')).toHaveLength(1);
    expect(chat.replies).toEqual(['bans.banned']);
  });

  it.each([
    ['/ban', 'kit.no-target'],
    ['/ban @owner', 'moderation.is-owner'],
    ['/ban @admin', 'moderation.is-admin'],
    ['/ban @alita_bot', 'moderation.is-me'],
    ['/ban 777000', 'moderation.is-telegram'],
    ['/ban 1087968824', 'moderation.is-anonymous-admin'],
    ['/ban @nobody_here', 'kit.unknown-username'],
  ])('BAN-E2 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(bans);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls('banChatMember')).toEqual([]);
  });

  it('BAN-D4, BAN-E15, GEN-18 bans a channel by its id, with a way back', async () => {
    const { admin, room, chat, telegram, world } = await testBot(bans);
    const channel = world.channel({ title: 'Ads' });
    await admin.says(`/ban ${channel.id}`);
    expect(telegram.calls('banChatSenderChat')).toEqual([{ chat_id: room.id, sender_chat_id: channel.id }]);
    await admin.presses('bans.release');
    expect(telegram.calls('unbanChatSenderChat')).toHaveLength(1);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
    expect(chat.replies).toEqual(['moderation.released']);
  });

  it('BAN-D4 leaves the group itself and its linked channel alone', async () => {
    const { admin, chat, room, owner, world, telegram } = await testBot(bans);
    const news = world.channel({ title: 'News', owner: owner.person });
    await admin.says(`/ban ${room.id}`);
    world.link(news, room);
    await admin.says(`/ban ${news.id}`);
    expect(chat.replies).toEqual(['moderation.is-anonymous-admin', 'moderation.is-linked-channel']);
    expect(telegram.calls('banChatSenderChat')).toEqual([]);
  });

  it('GEN-D3 tells the admin what Telegram refused', async () => {
    const { admin, chat, telegram } = await testBot(bans);
    telegram.refuses('banChatMember', 'not enough rights to restrict/unrestrict chat member');
    await admin.says('/ban @member');
    expect(chat.replies).toEqual(['kit.refused.no-rights']);
  });

  it.each([
    ['member', undefined, 'kit.admins-only'],
    ['admin', 'member', 'kit.bot-not-admin'],
    ['admin', ['can_delete_messages'], 'kit.bot-lacks-right'],
  ] as const)('GEN-7 %s, bot %p -> %s', async (who, bot, key) => {
    const test = await testBot(bans, bot ? { bot } : {});
    await test[who].says('/ban @other');
    expect(test.chat.replies).toEqual([key]);
  });
});

describe('/sban', () => {
  it('BAN-E4 bans, deletes the command and says nothing', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    const command = await admin.says('/sban @member');
    expect(telegram.calls('banChatMember')).toEqual([expect.objectContaining({ user_id: member.id })]);
    expect(chat).not.toShow(command);
    expect(chat.replies).toEqual([]);
  });
});

describe('/dban', () => {
  it('BAN-6, BAN-E6 deletes the message, then bans its author', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    const spam = await member.says('buy!');
    await admin.says('/dban', { replyTo: spam });
    expect(chat).not.toShow(spam);
    expect(telegram.calls('banChatMember')).toHaveLength(1);
    expect(chat.lastReply.key).toBe('bans.banned');
  });

  it('BAN-D5 bans although the message cannot be deleted, and says so', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    const spam = await member.says('buy!');
    telegram.refuses('deleteMessage', "message can't be deleted for everyone");
    await admin.says('/dban', { replyTo: spam });
    expect(chat.replies).toEqual(['bans.banned', 'kit.refused.too-old']);
  });

  it.each([
    ['/dban @member', 'moderation.reply-needed'],
    ['/dban', 'kit.no-target'],
  ])('BAN-E5 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(bans);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls()).toHaveLength(1);
  });

  it('BAN-D5 refuses to ban somebody else than the author', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    const said = await member.says('hello');
    await admin.says('/dban @other', { replyTo: said });
    expect(chat.replies).toEqual(['moderation.other-author']);
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(chat).toShow(said);
  });
});

describe('/tban', () => {
  it('BAN-8, BAN-E7 bans until then, in words', async () => {
    const { admin, chat, telegram, world } = await testBot(bans);
    await admin.says('/tban @member 1h30m  too loud');
    const until = Math.ceil((world.clock.now() + 5_400_000) / 1000);
    expect(telegram.calls('banChatMember')).toEqual([expect.objectContaining({ until_date: until })]);
    expect(chat.lastReply.text).toBe('member is banned for 1 hour and 30 minutes.\nReason: too loud');
    expect(chat.lastReply.buttons).toEqual(['Unban (admins)']);
  });

  it.each([
    ['/tban @member', 'kit.argument-missing'],
    ['/tban @member nope', 'kit.duration-unit'],
    ['/tban @member xh', 'kit.duration-amount'],
    ['/tban @member 367d', 'kit.duration-range'],
    ['/tban @admin 1h', 'moderation.is-admin'],
    ['/tban -1001234567890 1h', 'moderation.people-only'],
  ])('BAN-E7, TGT-8 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(bans);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls('banChatMember')).toEqual([]);
  });
});

describe('/unban', () => {
  it('BAN-9 lifts a ban', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says('/ban @member');
    await admin.says(`/unban ${member.id}`);
    expect(telegram.calls('unbanChatMember')).toEqual([expect.objectContaining({ only_if_banned: true })]);
    expect(chat.lastReply.key).toBe('bans.unbanned');
  });

  it.each(['/unban @member', '/unban @alita_bot'])('BAN-D1 %s removes nobody', async (text) => {
    const { admin, chat, telegram } = await testBot(bans);
    await admin.says(text);
    expect(chat.replies).toEqual(['bans.not-banned']);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
  });

  it('BAN-18, BAN-D8 by button, once, keeping what was said', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says('/ban @member spam & eggs');
    expect(await member.presses('bans.release')).toMatchObject({ key: 'kit.admins-only' });
    expect(await admin.presses('bans.release')).toBeUndefined();
    expect(telegram.calls('unbanChatMember')).toEqual([
      expect.objectContaining({ user_id: member.id, only_if_banned: true }),
    ]);
    expect(chat.replies).toEqual(['moderation.released']);
    expect(chat.lastReply.text).toContain('Reason: spam & eggs');
    expect(chat.lastReply.buttons).toEqual([]);
  });
});

describe('/kick', () => {
  it('BAN-E8, GEN-17 is one call', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says('/kick @member bye');
    expect(telegram.calls('unbanChatMember')).toEqual([
      expect.objectContaining({ user_id: member.id, only_if_banned: false }),
    ]);
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(chat.lastReply).toMatchObject({ key: 'bans.kicked', params: { reason: 'bye' } });
  });

  it('BAN-10 refuses somebody who left', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await member.leaves();
    await admin.says('/kick @member');
    expect(chat.replies).toEqual(['moderation.not-in-chat']);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
  });

  it.each([
    ['/kick @admin', 'moderation.is-admin'],
    ['/kick -1001234567890', 'moderation.people-only'],
  ])('%s -> %s', async (text, key) => {
    const { admin, chat } = await testBot(bans);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
  });
});

describe('/skick', () => {
  it('BAN-D6 kicks, deletes the command and says nothing', async () => {
    const { admin, chat, telegram } = await testBot(bans);
    const command = await admin.says('/skick @member');
    expect(telegram.calls('unbanChatMember')).toHaveLength(1);
    expect(chat).not.toShow(command);
    expect(chat.replies).toEqual([]);
  });
});

describe('/dkick', () => {
  it('BAN-11 deletes the message, then kicks its author', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    const spam = await member.says('buy!');
    await admin.says('/dkick', { replyTo: spam });
    expect(chat).not.toShow(spam);
    expect(telegram.calls('unbanChatMember')).toHaveLength(1);
    expect(chat.lastReply.key).toBe('bans.kicked');
  });

  it('BAN-D5 deletes what somebody left behind, without lifting a ban', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    const spam = await member.says('buy!');
    await member.leaves();
    await admin.says('/dkick', { replyTo: spam });
    expect(chat).not.toShow(spam);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
    expect(chat.replies).toEqual(['bans.deleted-of-absent']);
  });
});

describe('/kickme', () => {
  it('BAN-13, BAN-D9 asks once more, and only the one who asked may say yes', async () => {
    const { member, other, chat, telegram } = await testBot(bans);
    await member.says('/kickme');
    expect(await other.presses('bans.leave')).toMatchObject({ key: 'kit.button-not-yours' });
    await member.presses('bans.leave');
    expect(telegram.calls('unbanChatMember')).toEqual([expect.objectContaining({ user_id: member.id })]);
    expect(chat.replies).toEqual(['bans.kicked-as-asked']);
  });

  it('BAN-E10 refuses admins', async () => {
    const { admin, chat } = await testBot(bans);
    await admin.says('/kickme');
    expect(chat.replies).toEqual(['bans.kickme-admin']);
  });
});
