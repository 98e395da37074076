import { type TestBot as Bot, type Post, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import purges from './index.ts';

/** Five messages in a row. */
async function five({ member }: Bot): Promise<readonly [Post, Post, Post, Post, Post]> {
  const says = (at: number) => member.says(`message ${at}`);
  return [await says(1), await says(2), await says(3), await says(4), await says(5)];
}
const deletedIds = ({ telegram }: Bot) => telegram.calls('deleteMessages').map(({ message_ids: ids }) => ids);

describe('/del', () => {
  it('PRG-1, PRG-E4 deletes the message and the command', async () => {
    const { admin, member, chat, telegram } = await testBot(purges);
    const noise = await member.says('AAAA');
    const command = await admin.says('/del', { replyTo: noise });
    expect(chat).not.toShow(noise);
    expect(chat).not.toShow(command);
    expect(telegram.calls('deleteMessage')).toHaveLength(2);
    expect(chat.replies).toEqual([]);
  });

  it('PRG-D6 tells when the message cannot be deleted', async () => {
    const { admin, member, chat, telegram } = await testBot(purges);
    const noise = await member.says('AAAA');
    telegram.refuses('deleteMessage', "message can't be deleted");
    await admin.says('/del', { replyTo: noise });
    expect(chat.replies).toEqual(['kit.refused.too-old']);
  });

  it.each([
    ['/del', 'purges.reply-to-delete'],
    ['/purge', 'purges.reply-to-purge'],
    ['/purge nonsense', 'purges.reply-to-purge'],
    ['/spurge', 'purges.reply-to-purge'],
    ['/purgefrom', 'purges.reply-to-mark'],
    ['/purgeto', 'purges.reply-to-mark'],
    ['/purge 1001', 'purges.too-many'],
    ['/spurge 9007199254740991', 'purges.too-many'],
  ])('PRG-1, PRG-2, PRG-6, PRG-8, PRG-E2 %s without a reply -> %s', async (text, key) => {
    const bot = await testBot(purges);
    const command = await bot.admin.says(text);
    expect(bot.chat.replies).toEqual([key]);
    expect(bot.chat).toShow(command);
    expect(deletedIds(bot)).toEqual([]);
  });

  it.each(['/del', '/purge', '/spurge', '/purgefrom', '/purgeto'])('%s is for who may delete', async (text) => {
    const bot = await testBot(purges, { bot: ['can_pin_messages'] });
    const [noise] = await five(bot);
    await bot.member.says(text, { replyTo: noise });
    await bot.admin.says(text, { replyTo: noise });
    expect(bot.chat.replies).toEqual(['kit.admins-only', 'kit.bot-lacks-right']);
  });
});

describe('/purge', () => {
  it('PRG-2, PRG-5, PRG-E2, PRG-D4 deletes from the reply to the command, sums up, and tidies', async () => {
    const bot = await testBot(purges);
    const { admin, chat, later } = bot;
    const messages = await five(bot);
    const command = await admin.says('/purge <b>off</b> & topic', { replyTo: messages[0] });
    expect(deletedIds(bot)).toEqual([messages.map((message) => message.message_id)]);
    for (const message of [...messages, command]) expect(chat).not.toShow(message);
    expect(chat.replies).toEqual(['purges.purged']);
    expect(chat.lastReply.text).toBe('5 messages are gone.\nReason: <b>off</b> & topic');
    await later({ seconds: 4 });
    expect(chat.replies).toEqual([]);
  });

  it('PRG-D4 /purgenotice sets how long the summary stays', async () => {
    const bot = await testBot(purges);
    const { admin, chat, later } = bot;
    await admin.says('/purgenotice 60');
    const [first] = await five(bot);
    await admin.says('/purge', { replyTo: first });
    await later({ seconds: 50 });
    expect(chat.lastReply.key).toBe('purges.purged');
    await later({ seconds: 11 });
    expect(chat.replies).toEqual(['purges.purgenotice-set']);
  });

  it('PRG-D4 /spurge says nothing', async () => {
    const bot = await testBot(purges);
    const messages = await five(bot);
    await bot.admin.says('/spurge', { replyTo: messages[1] });
    expect(messages.map((message) => bot.chat.shows(message))).toEqual([true, false, false, false, false]);
    expect(bot.chat.replies).toEqual([]);
  });

  it('PRG-D5 /purge N takes the last N', async () => {
    const bot = await testBot(purges);
    const messages = await five(bot);
    await bot.admin.says('/purge 2');
    expect(messages.map((message) => bot.chat.shows(message))).toEqual([true, true, true, false, false]);
  });

  it('PRG-D2 takes a thousand messages with ten calls and one progress message', async () => {
    const bot = await testBot(purges);
    const { admin, member, room, chat, telegram, act } = bot;
    const first = await member.says('first');
    await act(() => {
      for (let at = 1; at < 1_000; at++) member.person.says(room, `message ${at}`);
    });
    await admin.says('/purge', { replyTo: first });
    expect(telegram.calls('deleteMessages')).toHaveLength(10);
    expect(telegram.calls('sendMessage')).toHaveLength(1);
    expect(telegram.calls('editMessageText')).toHaveLength(10);
    expect(chat.said).toMatchObject([{ key: 'purges.purged', params: { done: 1_000, refused: 0 } }]);
  });

  it('PRG-2, PRG-E3 refuses more than a thousand', async () => {
    const bot = await testBot(purges);
    const [first] = await five(bot);
    bot.room.lastMessageId += 2_000;
    const command = await bot.admin.says('/purge', { replyTo: first });
    expect(bot.chat.replies).toEqual(['purges.too-many']);
    expect(bot.chat).toShow(command);
  });

  it('PRG-3, PRG-E1 tells of what is too old, before and after, and takes the rest', async () => {
    const bot = await testBot(purges);
    const { admin, chat, telegram, later } = bot;
    const messages = await five(bot);
    await later({ hours: 49 });
    for (let calls = 0; calls < 4; calls++) telegram.refuses('deleteMessages', "message can't be deleted for everyone");
    await admin.says('/purge', { replyTo: messages[0] });
    expect(telegram.calls('deleteMessages').map(({ message_ids: ids }) => Array.isArray(ids) && ids.length)).toEqual([
      5, 3, 2, 1, 1, 1, 2,
    ]);
    expect(telegram.calls('sendMessage')[0]?.text).toContain('older than 48 hours');
    expect(chat.lastReply).toMatchObject({ key: 'purges.purged', params: { done: 4, refused: 1 } });
    expect(messages.map((message) => chat.shows(message))).toEqual([false, false, false, false, true]);
  });

  it('PRG-E1 stops where nothing helps, and says why', async () => {
    const bot = await testBot(purges);
    const { admin, chat, telegram } = bot;
    const [first] = await five(bot);
    telegram.refuses('deleteMessages', 'not enough rights');
    await admin.says('/purge', { replyTo: first });
    expect(telegram.calls('deleteMessages')).toHaveLength(1);
    expect(chat.lastReply.key).toBe('purges.stopped');
    await admin.says('/purge', { replyTo: first });
    expect(chat.lastReply.key).toBe('purges.purged');
  });

  it('PRG-D5 runs one at a time', async () => {
    const bot = await testBot(purges);
    const { admin, member, room, chat, act } = bot;
    const first = await member.says('first');
    await act(() => {
      for (let at = 0; at < 150; at++) member.person.says(room, `message ${at}`);
    });
    await act(() => {
      admin.person.says(room, '/purge', { replyTo: first });
      admin.person.says(room, '/purge 5');
    });
    expect(chat.replies).toEqual(['purges.purged', 'purges.running']);
  });

  it('PRG-D1, PRG-E8 touches no other topic', async () => {
    const bot = await testBot(purges, { group: 'forum' });
    const [first] = await five(bot);
    await bot.admin.says('/purge', { replyTo: first });
    expect(bot.chat.replies).toEqual(['purges.not-in-forums']);
    expect(deletedIds(bot)).toEqual([]);
  });
});

describe('/purgefrom and /purgeto', () => {
  it('PRG-6, PRG-8, PRG-E5 delete what lies between, ends included', async () => {
    const bot = await testBot(purges);
    const { admin, chat } = bot;
    const messages = await five(bot);
    const mark = await admin.says('/purgefrom', { replyTo: messages[1] });
    expect(chat).not.toShow(mark);
    expect(chat.lastReply.message.reply_to_message?.message_id).toBe(messages[1]?.message_id);
    const command = await admin.says('/purgeto enough', { replyTo: messages[3] });
    expect(messages.map((message) => chat.shows(message))).toEqual([true, false, false, false, true]);
    expect(chat).not.toShow(command);
    expect(chat.replies).toEqual(['purges.purged']);
    expect(chat.lastReply.params).toMatchObject({ done: 3, reason: 'enough' });
  });

  it('PRG-8, PRG-9 in either order, and by another admin', async () => {
    const bot = await testBot(purges);
    const messages = await five(bot);
    await bot.admin.says('/purgefrom', { replyTo: messages[2] });
    await bot.owner.says('/purgeto', { replyTo: messages[1] });
    expect(messages.map((message) => bot.chat.shows(message))).toEqual([true, false, false, true, true]);
  });

  it('PRG-7, PRG-E5 a mark is gone after 30 seconds, and its note with it', async () => {
    const bot = await testBot(purges);
    const messages = await five(bot);
    await bot.admin.says('/purgefrom', { replyTo: messages[0] });
    expect(bot.chat.replies).toEqual(['purges.marked']);
    await bot.later({ seconds: 31 });
    expect(bot.chat.replies).toEqual([]);
    await bot.admin.says('/purgeto', { replyTo: messages[1] });
    expect(bot.chat.replies).toEqual(['purges.not-marked']);
  });

  it('PRG-D3 a second mark replaces one’s own, not another admin’s', async () => {
    const bot = await testBot(purges);
    const messages = await five(bot);
    await bot.owner.says('/purgefrom', { replyTo: messages[0] });
    await bot.admin.says('/purgefrom', { replyTo: messages[4] });
    await bot.admin.says('/purgefrom', { replyTo: messages[3] });
    expect(bot.chat.replies).toEqual(['purges.marked', 'purges.marked']);
    await bot.admin.says('/purgeto', { replyTo: messages[2] });
    expect(messages.map((message) => bot.chat.shows(message))).toEqual([true, true, false, false, true]);
  });

  it('PRG-E6, PRG-8 the same message points to /del; too many leave the mark', async () => {
    const bot = await testBot(purges);
    const { admin, chat, room } = bot;
    const [first] = await five(bot);
    await admin.says('/purgefrom', { replyTo: first });
    await admin.says('/purgeto', { replyTo: first });
    expect(chat.lastReply.key).toBe('purges.same-message');
    room.lastMessageId += 2_000;
    const [far] = await five(bot);
    await admin.says('/purgeto', { replyTo: far });
    expect(chat.lastReply.key).toBe('purges.too-many');
    expect(deletedIds(bot)).toEqual([]);
    expect(first && chat.shows(first)).toBe(true);
  });
});
