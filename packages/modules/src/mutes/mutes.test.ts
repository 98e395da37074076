import { permissionsOf } from '@alita/moderation';
import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import { createLanguages } from '../languages/index.ts';
import mutes from './index.ts';

describe('/mute', () => {
  it('hints at /tmute when the reason begins with a time', async () => {
    const { admin, chat } = await testBot(mutes);
    await admin.says('/mute @member 10m spam');
    expect(chat.lastReply.text).toBe(
      'member is muted.\nReason: 10m spam\nThis has no end. To mute for a while: /tmute @user 10m',
    );
  });

  it('MUT-1, MUT-E1 mutes whoever is replied to and says it with reason and button', async () => {
    const { admin, member, chat, telegram } = await testBot(mutes);
    const noise = await member.says('AAAA');
    await admin.says('/mute <b>noise</b> & more', { replyTo: noise });
    const [call] = telegram.calls('restrictChatMember');
    expect(call).toMatchObject({ user_id: member.id });
    expect(call?.until_date).toBeUndefined();
    expect(new Set(Object.values(call?.permissions ?? {}))).toEqual(new Set([false]));
    expect(chat.lastReply.text).toBe('member is muted.\nReason: <b>noise</b> & more');
    expect(chat.lastReply.buttons).toEqual(['Unmute (admins)']);
  });

  it.each([
    ['/mute', 'kit.no-target'],
    ['/mute @owner', 'moderation.is-owner'],
    ['/mute @admin', 'moderation.is-admin'],
    ['/mute @alita_bot', 'moderation.is-me'],
    ['/mute 777000', 'moderation.is-telegram'],
    ['/mute -1001234567890', 'moderation.people-only'],
    ['/mute @nobody_here', 'kit.unknown-username'],
    ['/tmute @admin nonsense', 'kit.duration-unit'],
    ['/tmute @admin 1h', 'moderation.is-admin'],
    ['/tmute @member', 'kit.argument-missing'],
    ['/tmute @member 0h', 'kit.duration-amount'],
    ['/tmute @member 10y', 'kit.duration-unit'],
    ['/tmute @member 367d', 'kit.duration-range'],
    ['/dmute @member', 'moderation.reply-needed'],
    ['/smute @admin', 'moderation.is-admin'],
    ['/smute', 'kit.no-target'],
    ['/unmute', 'kit.no-target'],
    ['/unmute -1001234567890', 'moderation.people-only'],
  ])('MUT-E2, MUT-E3, MUT-E4, MUT-E5, TGT-8 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(mutes);
    const command = await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls('restrictChatMember')).toEqual([]);
    expect(chat).toShow(command);
  });

  it('MUT-D2 somebody who left is muted for when they come back', async () => {
    const { admin, member, chat } = await testBot(mutes);
    await member.leaves();
    await admin.says('/mute @member');
    expect(chat.replies).toEqual(['mutes.muted']);
  });

  it('MUT-D2 says why somebody banned is not muted', async () => {
    const { admin, member, owner, room, chat, act } = await testBot(mutes);
    await act(() => owner.person.bans(room, member));
    await admin.says('/mute @member');
    expect(chat.replies).toEqual(['mutes.banned-already']);
  });

  it('MUT-D1, MUT-6 a second mute replaces the first, and says so', async () => {
    const { admin, chat, telegram } = await testBot(mutes);
    await admin.says('/tmute @member 1h');
    expect(chat.lastReply.text).not.toContain('earlier restriction');
    await admin.says('/mute @member');
    expect(telegram.calls('restrictChatMember').map((call) => call.until_date !== undefined)).toEqual([true, false]);
    expect(chat.lastReply.text).toContain('an earlier restriction');
  });

  it.each(['/mute @member', '/tmute @member 1h', '/smute @member'])('GEN-D3, MUT-E8 %s: refused', async (text) => {
    const { admin, chat, telegram } = await testBot(mutes);
    telegram.refuses('restrictChatMember', 'not enough rights to restrict/unrestrict chat member');
    await admin.says(text);
    expect(chat.replies).toEqual(['kit.refused.no-rights']);
  });

  it('is for admins who may restrict', async () => {
    const { member, chat } = await testBot(mutes);
    await member.says('/mute @other');
    expect(chat.replies).toEqual(['kit.admins-only']);
  });
});

describe('/tmute', () => {
  it('MUT-2, MUT-D4 tells how long and until when, with a button', async () => {
    const { admin, chat, telegram, world } = await testBot(mutes);
    const now = world.clock.now();
    await admin.says('/tmute @member 1h30m too loud');
    expect(telegram.calls('restrictChatMember')[0]?.until_date).toBe(Math.ceil((now + 5_400_000) / 1_000));
    expect(chat.lastReply.text).toMatch(
      /^member is muted for 1 hour and 30 minutes, until .* UTC\.\nReason: too loud$/,
    );
    expect(chat.lastReply.buttons).toEqual(['Unmute (admins)']);
  });
});

describe('GEN-D8 in the language of the chat', () => {
  it('are lengths, words of what was done, and toasts', async () => {
    const { admin, member, chat } = await testBot([mutes, createLanguages({})]);
    await admin.says('/lang es');
    await admin.says('/tmute @member 1h1m');
    expect(chat.lastReply.text).toMatch(/^member queda silenciado durante 1 hora y 1 minuto, hasta/);
    expect(await member.presses('mutes.release')).toMatchObject({ text: expect.stringMatching(/administradores/) });
    await admin.presses('mutes.release');
    await admin.says('/tmute @member 2d');
    expect(chat.lastReply.text).toMatch(/durante 2 días, hasta/);
  });
});

describe('a channel', () => {
  it('MUT-D6 is not muted; the ban that works is named', async () => {
    const { admin, member, chat, world } = await testBot(mutes);
    const ads = await member.says('buy!', { as: world.channel({ title: 'Ads', owner: member.person }) });
    await admin.says('/mute', { replyTo: ads });
    expect(chat.replies).toEqual(['moderation.people-only']);
    expect(chat.lastReply.text).toContain('/ban');
  });
});

describe('/smute', () => {
  it('MUT-3, MUT-E4 mutes, deletes the command and says nothing', async () => {
    const { admin, chat, telegram } = await testBot(mutes);
    const command = await admin.says('/smute @member');
    expect(telegram.calls('restrictChatMember')).toHaveLength(1);
    expect(chat).not.toShow(command);
    expect(chat.replies).toEqual([]);
  });

  it('needs the right to delete', async () => {
    const { admin, chat } = await testBot(mutes, { bot: ['can_restrict_members'] });
    await admin.says('/smute @member');
    expect(chat.replies).toEqual(['kit.bot-lacks-right']);
  });
});

describe('/dmute', () => {
  it('MUT-4 deletes the message and mutes its author', async () => {
    const { admin, member, chat, telegram } = await testBot(mutes);
    const noise = await member.says('AAAA');
    await admin.says('/dmute', { replyTo: noise });
    expect(chat).not.toShow(noise);
    expect(telegram.calls('restrictChatMember')).toHaveLength(1);
    expect(chat.lastReply.buttons).toEqual(['Unmute (admins)']);
  });

  it('MUT-D5 mutes although the message cannot be deleted, and says so', async () => {
    const { admin, member, chat, telegram } = await testBot(mutes);
    const noise = await member.says('AAAA');
    telegram.refuses('deleteMessage', "message can't be deleted");
    await admin.says('/dmute', { replyTo: noise });
    expect(telegram.calls('restrictChatMember')).toHaveLength(1);
    expect(chat.replies).toEqual(expect.arrayContaining(['mutes.muted', 'kit.refused.too-old']));
  });

  it('MUT-D5 takes no other target', async () => {
    const { admin, member, chat } = await testBot(mutes);
    const noise = await member.says('AAAA');
    await admin.says('/dmute @other', { replyTo: noise });
    expect(chat.replies).toEqual(['moderation.other-author']);
    expect(chat).toShow(noise);
  });
});

describe('/mutemedia', () => {
  it('MUT-D5 takes everything but words, and the button gives it back', async () => {
    const { admin, member, chat, telegram, room } = await testBot(mutes);
    await admin.says('/mutemedia @member too many stickers');
    const permissions = () => room.members.get(member.id)?.permissions;
    expect(permissions()).toMatchObject({ can_send_messages: true, can_send_photos: false, can_send_polls: false });
    expect(chat.lastReply.text).toBe('member may write, but send nothing else.\nReason: too many stickers');
    await admin.presses('mutes.release');
    expect(telegram.calls('restrictChatMember')).toHaveLength(2);
    expect(room.members.get(member.id)?.status).toBe('member');
  });

  it.each([
    ['/mutemedia @admin', 'moderation.is-admin'],
    ['/mutemedia', 'kit.no-target'],
  ])('MUT-D5 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(mutes);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls('restrictChatMember')).toEqual([]);
  });
});

describe('/unmute', () => {
  it('MUT-5, MUT-E6, MUT-E7, GEN-20 gives back what the chat lets everyone do', async () => {
    const { admin, member, chat, telegram, room } = await testBot(mutes);
    await admin.says('/mute @member');
    await admin.says('/unmute @member');
    expect(telegram.calls('restrictChatMember').at(-1)).toMatchObject({
      user_id: member.id,
      permissions: { can_send_messages: true, can_pin_messages: room.permissions.can_pin_messages },
    });
    expect(chat.lastReply.key).toBe('mutes.unmuted');
  });

  it('GEN-20 or what is usual, where Telegram tells no permissions', async () => {
    const chat = { id: -1_001, type: 'supergroup', title: 'Group' } as const;
    const usual = await permissionsOf({ chat, ask: async () => ({ ok: true, result: {} }) });
    const off = Object.keys(usual).filter((permission) => !usual[permission]);
    expect(off).toEqual(['can_change_info', 'can_pin_messages', 'can_manage_topics']);
    expect(Object.keys(usual)).toHaveLength(14);
  });

  it.each(['@member', '@admin', '@owner'])('MUT-D3 says that %s is not muted', async (who) => {
    const { admin, chat, telegram } = await testBot(mutes);
    await admin.says(`/unmute ${who}`);
    expect(chat.replies).toEqual(['mutes.not-muted']);
    expect(telegram.calls('restrictChatMember')).toEqual([]);
  });

  it('MUT-E6 of somebody who left unmuted', async () => {
    const { admin, member, chat } = await testBot(mutes);
    await member.leaves();
    await admin.says('/unmute @member');
    expect(chat.replies).toEqual(['mutes.not-muted']);
  });
});

describe('the button', () => {
  it('BAN-16, BAN-18 lifts the mute for whoever may restrict, once', async () => {
    const { admin, member, chat, telegram } = await testBot(mutes);
    await admin.says('/mute @member loud');
    const { message } = chat.lastReply;
    expect(await member.presses('mutes.release')).toMatchObject({ key: 'kit.admins-only' });
    expect(telegram.calls('restrictChatMember')).toHaveLength(1);
    expect(await admin.presses('mutes.release')).toBeUndefined();
    expect(telegram.calls('restrictChatMember')).toHaveLength(2);
    expect(chat.lastReply.text).toBe('member is muted.\nReason: loud\n\nadmin lifted this mute.');
    expect(chat.lastReply.buttons).toEqual([]);
    expect(message.message_id).toBe(chat.lastReply.message.message_id);
  });

  it('MUT-D3 tells when nothing is left to lift', async () => {
    const { admin, owner, member, room, chat, act } = await testBot(mutes);
    await admin.says('/mute @member');
    await act(() => owner.person.promotes(room, member.person, ['can_pin_messages']));
    expect(await admin.presses('mutes.release')).toMatchObject({ key: 'mutes.not-muted' });
    expect(chat.replies).toEqual(['mutes.muted']);
  });
});
