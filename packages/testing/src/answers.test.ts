import { arg, DisablingSettings, defineModule, order, type Verdict, z } from '@alita/kit';
import { readUpdate } from '@alita/telegram';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { testBot } from './index.ts';

const shop = defineModule({ name: 'shop' });
const open = shop.command({ name: 'open', run: ({ reply }) => void reply('opened', {}, [close.button({})]) });
const close = shop.callback({
  name: 'close',
  data: z.object({}),
  needs: { actor: 'can_restrict_members' },
  run: ({ reply }) => void reply('closed'),
});
const sell = shop.command({
  name: 'sell',
  args: { target: arg.member() },
  needs: { actor: 'can_restrict_members' },
  run: ({ args: { target }, chat, act, say }) => void act.ban(target).ok(say('sold'), counted.in(chat, {})),
});
const counted = shop.continuation({ name: 'counted', data: z.object({}), run: ({ reply }) => void reply('counted') });
const burn = shop.command({
  name: 'burn',
  run({ reply, act, message }) {
    reply('burning');
    act.deleteMessage(message);
    throw new Error('on fire');
  },
});

const seen: string[] = [];
const watching = (on: 'message' | 'edit') =>
  shop.watcher({
    name: `watch-${on}`,
    on,
    order: order.respond,
    run({ message }): Verdict {
      if (message.text) seen.push(`${on}: ${message.text}`);
      return 'continue';
    },
  });
const clumsy = shop.watcher({
  name: 'clumsy',
  on: 'message',
  order: order.enforce,
  run({ message }): Verdict {
    if (message.text.includes('trip')) throw new Error('tripped');
    return 'continue';
  },
});
const disabling = defineModule({ name: 'disabling', settings: DisablingSettings });
const disable = disabling.command({
  name: 'disable',
  needs: { actor: 'admin' },
  run: ({ configure }) => configure({ commands: ['browse'] }),
});
const browse = shop.command({
  name: 'browse',
  disableable: true,
  args: { target: arg.member() },
  needs: { actor: 'can_pin_messages' },
  run: ({ reply }) => void reply('browsed'),
});
const modules = [
  shop.with({
    commands: [open, sell, burn, browse],
    callbacks: [close],
    continuations: [counted],
    watchers: [watching('message'), watching('edit'), clumsy],
  }),
  disabling.with({ commands: [disable] }),
];

beforeEach(() => void seen.splice(0));

describe('an answer', () => {
  it('GEN-D10 goes to the topic of what set it off: to a command, a refusal, an outcome, a press', async () => {
    const bot = await testBot(modules, { group: 'forum' });
    const { owner, admin, member, room, telegram } = bot;
    const topic = owner.person.opensTopic(room, 'News');
    await member.says('/open', { topic });
    await member.says('/sell @other', { topic });
    await admin.says('/sell', { topic });
    await admin.says('/sell @other', { topic });
    await admin.says('/sell @owner', { topic });
    await admin.presses('shop.close');
    expect(bot.chat.replies).toEqual([
      'shop.opened',
      'kit.admins-only',
      'kit.no-target',
      'shop.sold',
      'shop.counted',
      'kit.refused.is-owner',
      'shop.closed',
    ]);
    const topics = telegram.calls('sendMessage').map(({ message_thread_id: at }) => at);
    expect(new Set(topics)).toEqual(new Set([topic]));
  });

  it('PERM-31, GEN-9 to what is not allowed quotes the command, gone or not; to a press it is a toast', async () => {
    const { admin, member, chat, telegram } = await testBot(modules);
    const command = await member.says('/sell @other');
    expect(telegram.calls('sendMessage')).toEqual([
      expect.objectContaining({
        reply_parameters: expect.objectContaining({
          message_id: command.message_id,
          allow_sending_without_reply: true,
        }),
      }),
    ]);
    await admin.says('/open');
    expect(await member.presses('shop.close')).toMatchObject({ key: 'kit.admins-only' });
    expect(chat.replies).toEqual(['kit.admins-only', 'shop.opened']);
    expect(telegram.calls('answerCallbackQuery')).toHaveLength(1);
  });

  it('ERR-3 to a command that broke is one, with a code, and nothing else of it is left', async () => {
    const { member, chat, telegram } = await testBot(modules);
    await expect(member.says('/burn')).rejects.toThrow('on fire');
    expect(chat.said).toMatchObject([{ key: 'kit.failed', params: { code: expect.stringMatching(/^[0-9a-f]{6}$/) } }]);
    expect(telegram.calls('deleteMessage')).toEqual([]);
  });
});

describe('the way of a message', () => {
  it.each(['/open', '/sell @other', '/sell', '/browse'])(
    'GEN-3, DSP-3 ends with a command, done or refused: %s',
    async (text) => {
      const { member, chat } = await testBot(modules);
      await member.says(text);
      expect(chat.said).toHaveLength(1);
      expect(seen).toEqual([]);
    },
  );

  it('GEN-3 ends with a command that Telegram refuses to carry out, or that broke', async () => {
    const { admin, chat } = await testBot(modules);
    await admin.says('/sell @owner');
    await expect(admin.says('/burn')).rejects.toThrow('on fire');
    expect(chat.replies).toEqual(['kit.refused.is-owner', 'kit.failed']);
    expect(seen).toEqual([]);
  });

  it('DSP-3 goes on behind a word that is no command of ours', async () => {
    const { member } = await testBot(modules);
    await member.says('/unheard of');
    expect(seen).toEqual(['message: /unheard of']);
  });

  it('ERR-1 goes on behind a watcher that broke', async () => {
    const { member, chat } = await testBot(modules);
    await expect(member.says('trip')).rejects.toThrow('tripped');
    await expect(member.says('/open trip')).rejects.toThrow('tripped');
    expect(seen).toEqual(['message: trip']);
    expect(chat.replies).toEqual(['shop.opened']);
  });

  it('DSP-7 is that of new messages: edits and posts of a channel have ways of their own, without commands', async () => {
    const bot = await testBot(modules);
    const { world, owner, member, act } = bot;
    const said = await member.says('hello');
    await member.edits(said, '/open');
    const news = world.channel({ title: 'News', owner: owner.person });
    await act(() => owner.person.promotes(news, bot.bot, 'all'));
    await act(() => owner.person.says(news, '/open'));
    expect(seen).toEqual(['message: hello', 'edit: /open']);
    expect(bot.telegram.calls('sendMessage')).toEqual([]);
  });
});

describe('CMD-3 a command', () => {
  it('looks at the place first, then whether it is switched off, then at rights, then at what was typed', async () => {
    const { admin, owner, member, chat, privateChat } = await testBot(modules);
    await member.writes('/browse');
    expect(privateChat(member).replies).toEqual(['kit.group-only']);
    await member.says('/browse');
    await admin.says('/disable');
    await member.says('/browse');
    await owner.says('/browse');
    expect(chat.replies).toEqual(['kit.admins-only', 'kit.no-target']);
  });
});

it('CB-8 a press under a message that Telegram no longer shows has its id, and nothing of what it said', () => {
  const chat = { id: -1_001, type: 'supergroup', title: 'Group' };
  const message = { chat, message_id: 5, date: 0, text: 'forged' };
  const press = { id: '9', from: { id: 7, is_bot: false, first_name: 'Eve' }, data: 'x', chat_instance: '1', message };
  const event = readUpdate({ update_id: 1, callback_query: press });
  expect(event).toMatchObject({ kind: 'press', on: { messageId: 5, message: undefined } });
});

describe('LINK-2 a link about a group', () => {
  const door = defineModule({ name: 'door' });
  const peek = door.link({
    prefix: 'peek_',
    chatOf: (payload) => Number(payload) || undefined,
    run: ({ chat, reply }) => void reply('peeked', { title: chat.title }),
  });
  const module = door.with({ links: [peek] });

  it('is for its members; a group one is not in and one that is not are the same', async () => {
    const { member, person, room, privateChat } = await testBot(module);
    await member.starts(`peek_${room.id}`);
    expect(privateChat(member).replies).toEqual(['door.peeked']);
    const stranger = person({ firstName: 'Eve' });
    await stranger.starts(`peek_${room.id}`);
    await stranger.starts('peek_-1009999999999');
    await stranger.starts('peek_nonsense');
    expect(privateChat(stranger).replies).toEqual(['kit.link-denied', 'kit.link-denied', 'kit.link-broken']);
  });

  it('is refused to whoever left', async () => {
    const { member, room, privateChat } = await testBot(module);
    await member.leaves();
    await member.starts(`peek_${room.id}`);
    expect(privateChat(member).replies).toEqual(['kit.link-denied']);
  });
});
