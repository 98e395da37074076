import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import bans from './index.ts';

describe('who is named', () => {
  it('BAN-3, BAN-E3 /ban by reply bans the channel that spoke', async () => {
    const { admin, member, chat, telegram, world } = await testBot(bans);
    const channel = world.channel({ title: 'Ads', owner: member.person });
    const spam = await member.says('buy!', { as: channel });
    await admin.says('/ban', { replyTo: spam });
    expect(telegram.calls('banChatSenderChat')).toEqual([expect.objectContaining({ sender_chat_id: channel.id })]);
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(chat.lastReply.text).toContain('Ads');
  });

  it.each([
    ['/sban @admin', 'moderation.is-admin'],
    ['/sban @alita_bot', 'moderation.is-me'],
  ])('BAN-5 %s is refused aloud', async (text, key) => {
    const { admin, chat, telegram } = await testBot(bans);
    const command = await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(chat).toShow(command);
  });

  it('BAN-12, BAN-E9 /dkick kicks neither a channel nor an anonymous admin', async () => {
    const { admin, member, other, owner, room, chat, telegram, world, act } = await testBot(bans);
    const ads = await member.says('buy!', { as: world.channel({ title: 'Ads', owner: member.person }) });
    await act(() => owner.person.promotes(room, other, ['is_anonymous']));
    const order = await other.says('quiet!');
    await admin.says('/dkick', { replyTo: ads });
    await admin.says('/dkick', { replyTo: order });
    expect(chat.replies).toEqual(['moderation.people-only', 'moderation.is-anonymous-admin']);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
  });

  it.each([
    ['owner', 'moderation.is-owner'],
    ['admin', 'moderation.is-admin'],
  ] as const)('BAN-E9 /dkick of the %s -> %s', async (who, key) => {
    const test = await testBot(bans);
    const said = await test[who].says('hello');
    await test.admin.says('/dkick', { replyTo: said });
    expect(test.chat.replies).toEqual([key]);
    expect(test.chat).toShow(said);
  });

  it.each([
    ['/restrict', 'kit.no-target'],
    ['/restrict @nobody_here', 'kit.unknown-username'],
    ['/restrict @other', 'moderation.not-in-chat'],
    ['/restrict @admin', 'moderation.is-admin'],
    ['/restrict @alita_bot', 'moderation.is-me'],
  ])('BAN-14 %s -> %s', async (text, key) => {
    const { admin, other, chat } = await testBot(bans);
    await other.leaves();
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
  });

  it.each([
    ['/unban', 'kit.no-target'],
    ['/unban @alita_bot', 'bans.not-banned'],
  ])('BAN-E11 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(bans);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
  });

  it('BAN-E11 /unban by id lets a channel speak again', async () => {
    const { admin, chat, telegram, world } = await testBot(bans);
    await admin.says(`/unban ${world.channel({ title: 'Ads' }).id}`);
    expect(chat.replies).toEqual(['bans.unbanned']);
    expect(telegram.calls('unbanChatSenderChat')).toHaveLength(1);
    expect(telegram.calls('unbanChatMember')).toEqual([]);
  });
});

describe('GEN-D4 who is banned', () => {
  it('is called by the name at hand; nobody is asked for one', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says('/ban', { replyTo: await member.says('buy!') });
    await admin.says('/ban @other');
    expect(chat.said.map(({ text }) => text)).toEqual(['member is banned.', 'other is banned.']);
    expect(telegram.asked).not.toContain('getChat');
  });

  it('is called by the id where no name is', async () => {
    const nobody = () => Promise.resolve(undefined);
    const { admin, person, chat, telegram } = await testBot(bans, {
      directory: () => ({ byUsername: nobody, byId: nobody }),
    });
    const { id } = person({ firstName: 'Eve' });
    await admin.says(`/ban ${id}`);
    expect(chat.lastReply.text).toBe(`${id} is banned.`);
    expect(telegram.asked).not.toContain('getChat');
  });
});

describe('the button', () => {
  it.each(['/ban', '/dban'])('BAN-19 of %s lifts the ban', async (command) => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says(command, { replyTo: await member.says('buy!') });
    expect(chat.lastReply.buttons).toEqual(['Unban (admins)']);
    await admin.presses('Unban (admins)');
    expect(telegram.calls('unbanChatMember')).toEqual([expect.objectContaining({ user_id: member.id })]);
  });

  it('BAN-13 of /kickme does nothing for who is gone: to Telegram a kick is an unban', async () => {
    const { admin, member, telegram } = await testBot(bans);
    await member.says('/kickme');
    await admin.says('/ban @member');
    expect(await member.presses('bans.leave')).toMatchObject({ key: 'moderation.not-in-chat' });
    expect(telegram.calls('unbanChatMember')).toEqual([]);
  });
});
