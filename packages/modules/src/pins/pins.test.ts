import { defineModule, order, type Verdict } from '@alita/kit';
import { type TestBot as Bot, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import pins from './index.ts';

const PIN = 'pinChatMessage';
const UNPIN = 'unpinChatMessage';

describe('/pin', () => {
  it.each([
    ['/pin', true],
    ['/pin quietly', true],
    ['/pin loud', false],
    ['/pin NOTIFY', false],
    ['/pin violent', false],
  ])('PIN-1, PIN-E3, PIN-D4 %s: silent %s', async (text, isSilent) => {
    const { admin, member, room, chat, telegram } = await testBot(pins);
    const words = await member.says('Welcome!');
    await admin.says(text, { replyTo: words });
    expect(telegram.calls(PIN)).toEqual([
      expect.objectContaining({ message_id: words.message_id, disable_notification: isSilent }),
    ]);
    expect(room.pinned).toEqual([words.message_id]);
    expect(chat.lastReply).toMatchObject({ key: 'pins.pinned', params: { loud: !isSilent } });
    expect(chat.lastReply.message.reply_to_message?.message_id).toBe(words.message_id);
    const link = `https://t.me/c/${String(room.id).slice(4)}/${words.message_id}`;
    expect(chat.lastReply.message.entities).toEqual([expect.objectContaining({ type: 'text_link', url: link })]);
  });

  it('PIN-D6 for a while, unless it is pinned anew', async () => {
    const { admin, member, room, chat, later } = await testBot(pins);
    const first = await member.says('first');
    const second = await member.says('second');
    await admin.says('/pin 2d LOUD', { replyTo: first });
    expect(chat.lastReply.text).toBe('This message is pinned for 2 days, and everyone was notified.');
    await admin.says('/pin 2d', { replyTo: second });
    await admin.says('/pin', { replyTo: second });
    await later({ days: 2, seconds: 1 });
    expect(room.pinned).toEqual([second.message_id]);
  });

  it('PIN-9 links by the public name where there is one', async () => {
    const { admin, member, room, chat } = await testBot(pins);
    const words = await member.says('Welcome!');
    Object.assign(room.chat, { username: 'test_group' });
    await admin.says('/pin', { replyTo: words });
    const url = `https://t.me/test_group/${words.message_id}`;
    expect(chat.lastReply.message.entities).toEqual([expect.objectContaining({ type: 'text_link', url })]);
    Object.assign(room.chat, { username: undefined });
    await admin.says('/pinned');
    const link = `https://t.me/c/${String(room.id).slice(4)}/${words.message_id}`;
    expect(chat.lastReply.message.reply_markup?.inline_keyboard).toMatchObject([[{ url: link }]]);
  });

  it.each([
    ['/pin', 'pins.reply-to-pin'],
    ['/permapin', 'pins.nothing-to-pin'],
    ['/loudpermapin', 'pins.nothing-to-pin'],
    ['/unpin', 'pins.nothing-pinned'],
    ['/pinned', 'pins.nothing-pinned'],
  ])('PIN-1, PIN-5, PIN-8, PIN-E3, PIN-E4, PIN-E6 %s -> %s', async (text, key) => {
    const { admin, chat, telegram } = await testBot(pins);
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(telegram.calls(PIN)).toEqual([]);
  });

  it.each(['/pin', '/unpin', '/unpinall', '/permapin hi', '/loudpermapin hi'])(
    '%s is for who may pin',
    async (text) => {
      const { admin, member, chat } = await testBot(pins, { bot: ['can_delete_messages'] });
      const words = await member.says('Welcome!');
      await member.says(text, { replyTo: words });
      await admin.says(text, { replyTo: words });
      expect(chat.replies).toEqual(['kit.admins-only', 'kit.bot-lacks-right']);
    },
  );

  it('PIN-D4 tells what Telegram refused', async () => {
    const { admin, member, chat, telegram } = await testBot(pins);
    const words = await member.says('Welcome!');
    telegram.refuses(PIN, 'not enough rights to manage pinned messages in the chat');
    await admin.says('/pin', { replyTo: words });
    expect(chat.replies).toEqual(['kit.refused.no-rights']);
  });
});

describe('/unpin', () => {
  it('PIN-2, PIN-E1 the replied-to message, or the newest', async () => {
    const { admin, member, room, chat, telegram } = await testBot(pins);
    const first = await member.says('first');
    const second = await member.says('second');
    for (const message of [first, second]) await admin.says('/pin', { replyTo: message });
    await admin.says('/unpin', { replyTo: first });
    expect(room.pinned).toEqual([second.message_id]);
    await admin.says('/unpin');
    expect(telegram.calls(UNPIN).map((call) => call.message_id)).toEqual([first.message_id, undefined]);
    expect(room.pinned).toEqual([]);
    expect(chat.replies.slice(2)).toEqual(['pins.unpinned', 'pins.unpinned']);
  });

  it('PIN-D4 says that a message is not pinned', async () => {
    const { admin, member, chat } = await testBot(pins);
    const words = await member.says('Welcome!');
    await admin.says('/unpin', { replyTo: words });
    expect(chat.replies).toEqual(['pins.not-pinned']);
  });
});

describe('/pinned', () => {
  it('PIN-8, PIN-E6 leads to the newest', async () => {
    const { admin, member, chat } = await testBot(pins);
    const words = await member.says('Welcome!');
    await admin.says('/pin', { replyTo: words });
    await member.says('/pinned');
    expect(chat.lastReply).toMatchObject({ key: 'pins.newest', buttons: ['Show it'] });
  });
});

describe('/unpinall', () => {
  async function withPins() {
    const bot = await testBot(pins);
    const words = await bot.member.says('Welcome!');
    await bot.admin.says('/pin', { replyTo: words });
    await bot.admin.says('/unpinall');
    return bot;
  }

  it('PIN-4, PIN-E2 unpins when somebody with the right is sure, and says who', async () => {
    const { admin, member, room, chat, telegram } = await withPins();
    expect(chat.lastReply.buttons).toEqual(['Yes, in the whole group', 'No, leave it']);
    expect(await member.presses('Yes, in the whole group')).toMatchObject({ key: 'kit.admins-only' });
    await admin.presses('Yes, in the whole group');
    expect(telegram.calls('unpinAllChatMessages')).toHaveLength(1);
    expect(room.pinned).toEqual([]);
    expect(chat.lastReply).toMatchObject({ key: 'pins.unpinned-all', buttons: [] });
    expect(chat.lastReply.text).toBe('admin unpinned everything.');
  });

  it('PIN-E2 leaves everything on a no', async () => {
    const { admin, room, chat } = await withPins();
    await admin.presses('No, leave it');
    expect(room.pinned).toHaveLength(1);
    expect(chat.lastReply).toMatchObject({ key: 'pins.unpinned-none', buttons: [] });
  });

  it('the question runs out', async () => {
    const { admin, room, later } = await withPins();
    await later({ minutes: 6 });
    expect(await admin.presses('Yes, in the whole group')).toMatchObject({ key: 'kit.button-expired' });
    expect(room.pinned).toHaveLength(1);
  });

  it('PIN-E10 a failure is told, and the question stays', async () => {
    const { admin, chat, telegram } = await withPins();
    telegram.refuses('unpinAllChatMessages', 'not enough rights');
    await admin.presses('Yes, in the whole group');
    expect(chat.replies).toEqual(['pins.pinned', 'pins.unpinall-sure', 'kit.refused.no-rights']);
  });

  it('PIN-D5 in a topic, that topic or the whole group', async () => {
    const bot = await testBot(pins, { group: 'forum' });
    const { owner, admin, room, chat, telegram } = bot;
    const topic = owner.person.opensTopic(room, 'News');
    await admin.says('/unpinall', { topic });
    expect(chat.lastReply.buttons).toEqual(['Yes, in this topic', 'Yes, in the whole group', 'No, leave it']);
    expect(chat.lastReply.message.message_thread_id).toBe(topic);
    await admin.presses('Yes, in this topic');
    expect(telegram.calls('unpinAllForumTopicMessages')).toEqual([
      expect.objectContaining({ message_thread_id: topic }),
    ]);
  });
});

describe('/permapin', () => {
  const pinnedPost = ({ world, room }: Bot) =>
    world.history(room).find(({ message }) => message.message_id === room.pinned[0])?.message;

  it('PIN-5, PIN-7, PIN-E4, PIN-D3 posts the text with looks, names and buttons, and pins that in silence', async () => {
    const bot = await testBot(pins);
    const { admin, chat, telegram } = bot;
    await admin.says('/permapin *Hello* {first} of {chatname}!\n[Rules](buttonurl://example.org)');
    expect(pinnedPost(bot)).toMatchObject({ text: 'Hello admin of Test group!' });
    expect(chat.said.map(({ buttons }) => buttons)).toEqual([['Rules'], []]);
    expect(telegram.calls(PIN)).toEqual([expect.objectContaining({ disable_notification: true })]);
    expect(chat.lastReply.key).toBe('pins.permapinned');
    expect(chat.lastReply.message.reply_to_message?.message_id).toBe(bot.room.pinned[0]);
  });

  it('PIN-D3 with a notification on request', async () => {
    const bot = await testBot(pins);
    await bot.admin.says('/loudpermapin Read me');
    expect(bot.telegram.calls(PIN)).toEqual([expect.objectContaining({ disable_notification: false })]);
    expect(bot.chat.lastReply.params).toMatchObject({ loud: true });
  });

  it('PIN-5 with a reply, words after the command are ignored', async () => {
    const bot = await testBot(pins);
    const words = await bot.member.says('From a member');
    await bot.admin.says('/permapin not this', { replyTo: words });
    expect(pinnedPost(bot)).toMatchObject({ text: 'From a member' });
  });

  it.each([
    ['sticker', 'sendSticker'],
    ['document', 'sendDocument'],
    ['animation', 'sendAnimation'],
    ['photo', 'sendPhoto'],
    ['audio', 'sendAudio'],
    ['voice', 'sendVoice'],
    ['video', 'sendVideo'],
    ['video_note', 'sendVideoNote'],
  ] as const)('PIN-6, PIN-E5, PIN-D3 %s by reply: %s', async (kind, method) => {
    const bot = await testBot(pins);
    const media = await bot.member.sends(kind);
    await bot.admin.says('/permapin', { replyTo: media });
    expect(bot.telegram.calls(method)).toHaveLength(1);
    expect(bot.room.pinned).toHaveLength(1);
  });

  it('PIN-D3 media with the command as its caption', async () => {
    const bot = await testBot(pins);
    await bot.admin.sends('photo', { caption: '/permapin Look here' });
    expect(pinnedPost(bot)).toMatchObject({ caption: 'Look here', photo: expect.anything() });
  });

  it('PIN-6, PIN-E4, PIN-E5 refuses what it cannot say again', async () => {
    const bot = await testBot(pins);
    const dice = await bot.act(() => bot.member.person.posts(bot.room, { dice: { emoji: '🎲', value: 3 } }));
    await bot.admin.says('/permapin', { replyTo: dice });
    expect(bot.chat.replies).toEqual(['pins.nothing-to-pin']);
    expect(bot.room.pinned).toEqual([]);
  });
});

describe('the linked channel', () => {
  async function linked(...commands: string[]) {
    const bot = await testBot(pins);
    const { world, owner, room, admin } = bot;
    const news = world.channel({ title: 'News', owner: owner.person });
    world.link(news, room);
    for (const command of commands) await admin.says(command);
    const posts = () => bot.act(() => owner.person.says(news, 'Breaking'));
    const forwarded = () => world.history(room).filter(({ message }) => message.is_automatic_forward);
    return { ...bot, posts, forwarded };
  }

  it.each(['antichannelpin', 'cleanlinked'])('PIN-10, PIN-E7 /%s is shown and switched', async (name) => {
    const { admin, member, chat } = await testBot(pins);
    for (const word of ['', ' ON', '', ' off', ' maybe']) await admin.says(`/${name}${word}`);
    await member.says(`/${name} on`);
    expect(chat.replies).toEqual([
      `pins.${name}-is`,
      `pins.${name}-set`,
      `pins.${name}-is`,
      `pins.${name}-set`,
      'kit.not-a-choice',
      'kit.admins-only',
    ]);
    expect(chat.said.map(({ params }) => params?.on).slice(0, 4)).toEqual([false, true, true, false]);
  });

  it('PIN-D2 is not switched without the rights it takes', async () => {
    const { admin, chat } = await testBot(pins, { bot: ['can_invite_users'] });
    await admin.says('/antichannelpin on');
    await admin.says('/cleanlinked on');
    expect(chat.replies).toEqual(['kit.bot-lacks-right', 'kit.bot-lacks-right']);
  });

  it('PIN-E9 each switch is kept by itself', async () => {
    const { admin, chat } = await testBot(pins);
    await admin.says('/antichannelpin on');
    await admin.says('/cleanlinked on');
    await admin.says('/antichannelpin off');
    await admin.says('/cleanlinked');
    await admin.says('/antichannelpin');
    expect(chat.said.slice(-2).map(({ params }) => params?.on)).toEqual([true, false]);
  });

  it('PIN-11 is what it posts itself, after everybody else has judged it', async () => {
    const guard = defineModule({ name: 'guard' });
    const keep = guard.watcher({
      name: 'keep',
      on: 'message',
      order: order.respond,
      run: ({ message }): Verdict => (message.text === 'Keep' ? 'stop' : 'continue'),
    });
    const bot = await testBot([pins, guard.with({ watchers: [keep] })]);
    const { world, owner, admin, member, room, telegram, act } = bot;
    const news = world.channel({ title: 'News', owner: owner.person });
    world.link(news, room);
    await admin.says('/cleanlinked on');
    await member.says('as a channel', { as: world.channel({ title: 'Voice', owner: member.person }) });
    await act(() => owner.person.says(news, 'Keep'));
    expect(telegram.calls('deleteMessage')).toEqual([]);
    await act(() => owner.person.says(news, 'Go'));
    expect(telegram.calls('deleteMessage')).toHaveLength(1);
  });

  it('PIN-E8 is left alone unless somebody asked', async () => {
    const { posts, forwarded, telegram } = await linked();
    await posts();
    expect(forwarded()).toHaveLength(1);
    expect([...telegram.calls(UNPIN), ...telegram.calls('deleteMessage')]).toEqual([]);
  });

  it('PIN-12, PIN-E8, PIN-D1 /antichannelpin unpins each post, and looks once more', async () => {
    const { posts, forwarded, telegram, later, room } = await linked('/antichannelpin on');
    await posts();
    const [post] = forwarded();
    const id = post?.message.message_id ?? 0;
    expect(telegram.calls(UNPIN)).toEqual([expect.objectContaining({ message_id: id })]);
    room.pinned = [id];
    await later({ seconds: 6 });
    expect(room.pinned).toEqual([]);
    expect(post?.deleted).toBeUndefined();
  });

  it('PIN-D1 undoes the pin that Telegram makes later, and takes its notice away', async () => {
    const { posts, forwarded, room, chat, member, act } = await linked('/antichannelpin on');
    await posts();
    const [post] = forwarded();
    if (!post) throw new Error('nothing was forwarded');
    room.pinned = [post.message.message_id];
    const telegram = { id: 777_000, is_bot: false, first_name: 'Telegram' };
    const notice = await act(() => member.person.posts(room, { from: telegram, pinned_message: post.message }));
    expect(room.pinned).toEqual([]);
    expect(chat).not.toShow(notice);
  });

  it('PIN-12, PIN-E8 /cleanlinked deletes them, and wins', async () => {
    const { posts, forwarded, telegram } = await linked('/antichannelpin on', '/cleanlinked on');
    await posts();
    expect(forwarded().every(({ deleted }) => deleted)).toBe(true);
    expect(telegram.calls(UNPIN)).toEqual([]);
  });

  it('PIN-13 leaves what an admin pins', async () => {
    const { posts, forwarded, admin, room, act, later } = await linked('/antichannelpin on');
    await posts();
    await later({ seconds: 6 });
    const [post] = forwarded();
    await act(() => post && admin.person.pins(post.message));
    expect(room.pinned).toHaveLength(1);
  });

  it('PIN-D2 tells once when a right was taken away', async () => {
    const { posts, chat, telegram } = await linked('/cleanlinked on');
    for (let at = 0; at < 2; at++) {
      telegram.refuses('deleteMessage', 'not enough rights');
      await posts();
    }
    expect(chat.replies).toEqual(['pins.cleanlinked-set', 'pins.lacking']);
  });
});
