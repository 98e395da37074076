import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import misc from './index.ts';

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
