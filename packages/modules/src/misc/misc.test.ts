import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import warns from '../warns/index.ts';
import { createMisc } from './index.ts';

const misc = createMisc({});

describe('/ping', () => {
  it('MISC-4 shows three figures in place of its placeholder', async () => {
    const { member, chat, telegram } = await testBot(misc);
    await member.says('/ping');
    expect(telegram.calls('sendMessage')).toHaveLength(1);
    expect(telegram.asked).toContain('getMe');
    expect(chat.lastReply).toMatchObject({
      key: 'misc.pong',
      params: { api: expect.any(Number), send: expect.any(Number), difference: expect.any(Number) },
    });
  });
});

describe('/id', () => {
  it('MISC-1 tells one’s own id, and the group’s', async () => {
    const { member, chat, privateChat, room } = await testBot(misc);
    await member.says('/id');
    expect(chat.lastReply.text).toBe(`Your id: ${member.id}\nThis group: ${room.id}`);
    await member.writes('/id');
    expect(privateChat(member).lastReply.text).toBe(`Your id: ${member.id}`);
  });

  it('MISC-2 tells somebody else’s', async () => {
    const { member, other, chat } = await testBot(misc);
    await member.says('/id @other');
    expect(chat.lastReply.text).toBe(`other has the id ${other.id}.`);
  });

  it('MISC-2 tells about the message replied to', async () => {
    const { member, other, chat, room } = await testBot(misc);
    const said = await other.says('hello');
    await member.says('/id', { replyTo: said });
    expect(chat.lastReply.text).toBe(`other: ${other.id}\nThis chat: ${room.id}`);
  });

  it('MISC-2 tells the file of a sticker', async () => {
    const { member, other, chat } = await testBot(misc);
    const sticker = await other.sends('sticker');
    await member.says('/id', { replyTo: sticker });
    expect(chat.lastReply.params).toMatchObject({ file: { value: expect.stringMatching(/^<code>.+<\/code>$/) } });
  });

  it('MISC-2 an unknown name is one answer', async () => {
    const { member, chat } = await testBot(misc);
    await member.says('/id @nobody_here');
    expect(chat.replies).toEqual(['kit.unknown-username']);
  });
});

describe('/info', () => {
  it('MISC-3, MISC-B2 tells who somebody is, and what they are here', async () => {
    const { member, chat, admin } = await testBot(misc, {
      staff: () => (id) => Promise.resolve(id === admin_() ? 'dev' : undefined),
    });
    const admin_ = (): number => admin.id;
    await member.says('/info @admin');
    expect(chat.lastReply.text).toBe(
      `admin\nId: ${admin.id}\nPublic name: @admin\nAn admin of this group\nA developer of this bot`,
    );
    await member.says('/info');
    expect(chat.lastReply.text).toMatch(/^member\n.*\nA member of this group$/s);
    await member.writes('/info');
  });

  it('MISC-B2 counts the warnings somebody has here', async () => {
    const { admin, member, chat, privateChat } = await testBot([misc, warns]);
    await admin.says('/warn @member');
    await admin.says('/warn @member');
    await admin.says('/info @member');
    expect(chat.lastReply.text).toMatch(/\n2 warnings$/);
    await member.writes('/info');
    expect(privateChat(member).lastReply.text).not.toContain('warning');
  });

  it('MISC-3 in private there is no standing', async () => {
    const { member, privateChat } = await testBot(misc);
    await member.writes('/info');
    expect(privateChat(member).lastReply.text).toBe(`member\nId: ${member.id}\nPublic name: @member`);
  });

  it('MISC-3 nobody knows some', async () => {
    const { member, chat } = await testBot(misc);
    await member.says('/info 987654321987');
    expect(chat.replies).toEqual(['misc.info-unknown']);
  });

  it('MISC-3, MISC-B2 tells about a channel', async () => {
    const { member, owner, chat, world, room, act } = await testBot(misc);
    const channel = world.channel({ title: 'News', owner: owner.person });
    const spoken = await act(() => owner.person.says(room, 'news', { as: channel }));
    await member.says('/info', { replyTo: spoken });
    expect(chat.lastReply).toMatchObject({ key: 'misc.info-channel' });
    expect(chat.lastReply.text).toContain('News');
  });
});

describe('/stat', () => {
  it('MISC-5 counts by the number of the message', async () => {
    const { member, chat } = await testBot(misc);
    const asked = await member.says('/stat');
    expect(chat.lastReply).toMatchObject({ params: { title: 'Test group', count: asked.message_id + 1 } });
    await member.writes('/stat');
  });

  it('MISC-5 is for groups', async () => {
    const { member, privateChat } = await testBot(misc);
    await member.writes('/stat');
    expect(privateChat(member).replies).toEqual(['kit.group-only']);
  });
});

describe('/tell', () => {
  it('MISC-7 says it to whom one replies, formatting kept, and deletes the command', async () => {
    const { admin, member, chat, telegram } = await testBot(misc);
    const said = await member.says('what now?');
    const command = await admin.says('/tell read the rules', {
      replyTo: said,
      entities: [{ type: 'bold', offset: 15, length: 5 }],
    });
    expect(chat.lastReply.text).toBe('read the rules');
    expect(chat.lastReply.message.reply_to_message?.message_id).toBe(said.message_id);
    expect(telegram.calls('sendMessage')[0]).toMatchObject({ entities: [{ type: 'bold', offset: 9, length: 5 }] });
    expect(chat).not.toShow(command);
  });

  it('MISC-7 keeps the command when it could not be said', async () => {
    const { admin, member, chat, telegram } = await testBot(misc);
    const said = await member.says('what now?');
    telegram.refuses('sendMessage', 'have no rights to send a message');
    const command = await admin.says('/tell read the rules', { replyTo: said });
    expect(chat).toShow(command);
    expect(telegram.calls('deleteMessage')).toEqual([]);
  });

  it.each([
    ['admin', '/tell hello', 'misc.tell-whom'],
    ['admin', '/tell', 'kit.argument-missing'],
    ['member', '/tell hello', 'kit.admins-only'],
  ] as const)('MISC-7, MISC-B3 %s: %s -> %s', async (who, text, key) => {
    const bot = await testBot(misc);
    await bot[who].says(text);
    expect(bot.chat.replies).toEqual([key]);
  });
});

describe('/removebotkeyboard', () => {
  it('MISC-8, MISC-B3 takes the keyboard off the caller’s screen, and goes after a second', async () => {
    const { member, chat, telegram, later } = await testBot(misc);
    await member.says('/removebotkeyboard');
    expect(telegram.calls('sendMessage')[0]).toMatchObject({
      reply_markup: { remove_keyboard: true, selective: true },
    });
    expect(chat.replies).toEqual(['misc.keyboard-removed']);
    await later({ seconds: 2 });
    expect(chat.replies).toEqual([]);
  });
});
