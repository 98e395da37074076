import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import bans from './index.ts';

describe('the menus', () => {
  it.each([
    ['Ban', 'banChatMember'],
    ['Kick', 'unbanChatMember'],
    ['Mute', 'restrictChatMember'],
  ])('BAN-17, BAN-E12 /restrict, %s -> one %s', async (label, method) => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says('/restrict @member');
    expect(chat.lastReply.buttons).toEqual(['Ban', 'Kick', 'Mute']);
    await admin.presses(label);
    expect(telegram.calls(method)).toEqual([expect.objectContaining({ user_id: member.id })]);
    expect(chat.replies).toEqual(['bans.restricted']);
    expect(chat.lastReply.buttons).toEqual([]);
  });

  it('BAN-D3 checks again when a button is pressed', async () => {
    const { admin, member, owner, room, chat, telegram, act } = await testBot(bans);
    await admin.says('/restrict @member');
    await act(() => owner.person.promotes(room, member.person, ['can_pin_messages']));
    expect(await admin.presses('Ban')).toMatchObject({ key: 'moderation.is-admin' });
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(chat.replies).toEqual(['bans.restrict']);
  });

  it('BAN-D2 a refusal by Telegram leaves the menu and is told', async () => {
    const { admin, chat, telegram } = await testBot(bans);
    await admin.says('/restrict @member');
    telegram.refuses('banChatMember', 'not enough rights to restrict/unrestrict chat member');
    await admin.presses('Ban');
    expect(chat.replies).toEqual(['bans.restrict', 'kit.refused.no-rights']);
  });

  it('BAN-15 /unrestrict gives back what every member may do', async () => {
    const { admin, member, chat, telegram } = await testBot(bans);
    await admin.says('/restrict @member');
    await admin.presses('Mute');
    await admin.says('/unrestrict @member');
    expect(chat.lastReply.buttons).toEqual(['Unban (admins)', 'Unmute (admins)']);
    await admin.presses('Unmute (admins)');
    expect(telegram.calls('restrictChatMember').at(-1)).toMatchObject({
      user_id: member.id,
      permissions: { can_send_messages: true },
    });
    expect(chat.lastReply.key).toBe('moderation.released');
  });

  it('BAN-E14 /unrestrict works for who is gone', async () => {
    const { admin, member, chat } = await testBot(bans);
    await admin.says('/ban @member');
    await admin.says(`/unrestrict ${member.id}`);
    expect(chat.lastReply.key).toBe('bans.unrestrict');
  });
});
