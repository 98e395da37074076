import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import { createLanguages } from '../languages/index.ts';
import { createUsers } from '../users/index.ts';
import { createTracker } from '../users/tracker.ts';
import { createChats } from './index.ts';

const chats = createChats({ links: { news: 'https://t.me/news' } });
const tracker = () => createTracker({ record: () => Promise.resolve() });
const start = (options?: Parameters<typeof testBot>[1]) =>
  testBot([createUsers(tracker()), createLanguages({}), chats], options);
type Bot = Awaited<ReturnType<typeof start>>;

const said = ({ world, bot }: Bot, room: Bot['room']) =>
  world
    .history(room)
    .filter(({ message }) => message.from?.id === bot.id && message.text)
    .map(({ message }) => message.text ?? '');

describe('added to', () => {
  it('BUP-2, BUP-6, ERR-11 a supergroup: one message with what to do next, and no leave', async () => {
    const bot = await start();
    const { world, owner, later, act, telegram } = bot;
    const room = world.supergroup({ title: 'Club', owner: owner.person });
    await act(() => owner.person.adds(room, bot.bot));
    await later({ seconds: 3 });
    expect(said(bot, room)).toEqual([expect.stringMatching(/make me an admin/)]);
    expect(telegram.calls('leaveChat')).toEqual([]);
  });

  it('BUP-2 a supergroup where it was made admin at once: one message that knows', async () => {
    const bot = await start();
    const { world, owner, later, act } = bot;
    const room = world.supergroup({ title: 'Club', owner: owner.person });
    await act(() => {
      owner.person.adds(room, bot.bot);
      owner.person.promotes(room, bot.bot, 'all');
    });
    await later({ seconds: 3 });
    expect(said(bot, room)).toEqual([expect.stringMatching(/I am an admin already/)]);
  });

  it('BUP-B2 a basic group: one explanation, and it stays', async () => {
    const bot = await start();
    const { world, owner, act, telegram } = bot;
    const room = world.group({ title: 'Small', owner: owner.person });
    await act(() => owner.person.adds(room, bot.bot));
    expect(said(bot, room)).toEqual([expect.stringMatching(/becomes a supergroup/)]);
    expect(telegram.calls('leaveChat')).toEqual([]);
  });

  it('BUP-2, BUP-B3, ERR-11 a channel: it leaves, without a word', async () => {
    const bot = await start();
    const { world, owner, act, telegram } = bot;
    const channel = world.channel({ title: 'News', owner: owner.person });
    await act(() => owner.person.promotes(channel, bot.bot, 'all'));
    expect(telegram.calls('leaveChat')).toEqual([{ chat_id: channel.id }]);
    expect(said(bot, channel)).toEqual([]);
  });

  it('BUP-2, BUP-6, ERR-11 a private chat: nothing', async () => {
    const { member, privateChat, bot, act, telegram } = await start();
    await member.starts();
    await act(() => member.person.stops(bot));
    await member.starts();
    expect(privateChat(member).replies).toEqual([]);
    expect(telegram.calls()).toEqual([]);
  });

  it('BUP-B3 speaks the language of who added it', async () => {
    const bot = await start();
    const { world, person, later, act } = bot;
    const eva = person({ firstName: 'Eva', language: 'es' });
    const room = world.supergroup({ title: 'Club', owner: eva.person });
    await act(() => eva.person.adds(room, bot.bot));
    await later({ seconds: 3 });
    expect(said(bot, room)).toEqual([expect.stringMatching(/^¡Gracias por recibirme!/)]);
  });
});

describe('promoted later', () => {
  it('says that it can begin, or what it still lacks', async () => {
    const bot = await start({ bot: 'member' });
    const { room, owner, act, later } = bot;
    await later({ seconds: 3 });
    await act(() => owner.person.promotes(room, bot.bot, ['can_delete_messages']));
    expect(bot.chat.lastReply.key).toBe('chats.promoted');
    expect(bot.chat.lastReply.text).toMatch(/ban users/);
    await act(() => owner.person.promotes(room, bot.bot, []));
    await act(() => owner.person.promotes(room, bot.bot, 'all'));
    expect(bot.chat.lastReply.text).toMatch(/We can begin/);
  });
});

describe('removed', () => {
  const isActive = async ({ database, room }: Bot) =>
    (await database.db.chat.findUnique({ where: { chatId: room.id }, select: { isActive: true } }))?.isActive;

  it('BUP-B1 marks the group inactive, and active again on return', async () => {
    const bot = await start();
    const { owner, room, act } = bot;
    await act(() => owner.person.bans(room, bot.bot));
    expect(await isActive(bot)).toBe(false);
    await act(() => {
      owner.person.unbans(room, bot.bot);
      owner.person.adds(room, bot.bot);
    });
    expect(await isActive(bot)).toBe(true);
  });

  it('ERR-10 the sender’s news that a chat is gone mark it inactive too', async () => {
    const bot = await start();
    await bot.member.says('hello');
    await bot.chatGone();
    expect(await isActive(bot)).toBe(false);
  });
});
