import { arg, defineModule, order, type Place, UserError, type Verdict, z } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { testBot } from './index.ts';

describe('what looks at a message', () => {
  const seen: string[] = [];
  const steps = defineModule({ name: 'steps' });
  const watchers = (Object.keys(order) as Place[])
    .filter((place) => place !== 'command')
    .reverse()
    .map((place) =>
      steps.watcher({
        name: place,
        on: 'message',
        order: order[place],
        run({ message }): Verdict {
          seen.push(place);
          return message.text.includes(`stop ${place}`) ? 'stop' : 'continue';
        },
      }),
    );
  const command = steps.command({ name: 'go', run: () => void seen.push('command') });
  const module = steps.with({ watchers, commands: [command] });
  const places = Object.keys(order);
  const upTo = (place: string) => places.slice(0, places.indexOf(place) + 1);
  const without = (place: string) => places.filter((each) => each !== place);

  it.each([
    ['hello', without('command')],
    ['/unknown', without('command')],
    ['/go', upTo('command')],
    ['stop flood', upTo('flood')],
    ['/go stop enforce', upTo('enforce')],
    ['/go stop react', upTo('command')],
    ['stop react', without('command').slice(0, places.indexOf('react'))],
  ])('GEN-D1, GEN-2 %s', async (text, expected) => {
    const { member, stop } = await testBot(module);
    seen.length = 0;
    await member.says(text);
    expect(seen).toEqual(expected);
    stop();
  });
});

describe('a refusal', () => {
  const diary = defineModule({ name: 'diary', settings: z.object({ pages: z.number().default(0) }) });
  const write = diary.command({
    name: 'write',
    args: { pages: arg.int(), word: arg.word().optional() },
    async run({ args, configure, act, message, reply, windows, timer, now }) {
      await configure({ pages: args.pages });
      act.deleteMessage(message);
      reply('written');
      windows.write('last', args.pages, 60_000);
      timer(remind.at(new Date(now.getTime() + 1_000), 'x', {}));
      if (args.word) throw new UserError('no-such-word', { word: args.word });
    },
  });
  const read = diary.command({
    name: 'read',
    async run({ settings, windows, reply }) {
      reply('read', { pages: settings.pages, last: await windows.read('last', z.number()) });
    },
  });
  const remind = diary.timer({ name: 'remind', data: z.object({}), run: ({ reply }) => void reply('reminded') });
  const module = diary.with({ commands: [write, read], timers: [remind] });

  it('undoes what the handler did before it: rows, calls, answers, windows, timers', async () => {
    const { member, chat, later } = await testBot(module);
    const said = await member.says('/write 7 xyzzy');
    await later({ seconds: 2 });
    expect(chat).toShow(said);
    await member.says('/read');
    expect(chat.said).toMatchObject([
      { key: 'diary.no-such-word', params: { word: 'xyzzy' } },
      { key: 'diary.read', params: { pages: 0, last: undefined } },
    ]);
  });

  it('and nothing of a handler that went through', async () => {
    const { member, chat, later } = await testBot(module);
    const said = await member.says('/write 7');
    expect(chat).not.toShow(said);
    await member.says('/read');
    expect(chat.lastReply).toMatchObject({ params: { pages: 7, last: 7 } });
    await later({ seconds: 2 });
    expect(chat.lastReply.key).toBe('diary.reminded');
  });
});

describe('a proof', () => {
  const tools = defineModule({ name: 'tools' });
  const hammer = tools.command({
    name: 'hammer',
    needs: { actor: 'can_restrict_members' },
    run: ({ actor, reply }) => void reply('hammered', { by: actor.name }),
  });
  const module = tools.with({ commands: [hammer] });

  async function asked() {
    const bot = await testBot(module);
    await bot.act(() => bot.owner.person.promotes(bot.room, bot.other, ['can_restrict_members', 'is_anonymous']));
    await bot.other.says('/hammer');
    return bot;
  }

  it('PERM-23, GEN-33 that comes too late finds nothing to prove', async () => {
    const bot = await asked();
    bot.world.advance(25_000);
    await bot.admin.presses('kit.prove');
    expect(bot.chat.replies).toEqual(['kit.proof-expired']);
  });

  it('PERM-26, BUP-4 of a made-up message is refused', async () => {
    const bot = await asked();
    const prompt = bot.chat.lastReply.message;
    for (const data of ['kit.prove|v1|m=no', 'kit.prove|v1|_']) {
      const keyboard = { inline_keyboard: [[{ text: 'press', callback_data: data }]] };
      const shown = await bot.world.telegram.call(bot.bot.token, 'editMessageReplyMarkup', {
        chat_id: bot.room.id,
        message_id: prompt.message_id,
        reply_markup: keyboard,
      });
      expect(shown.ok).toBe(true);
      expect(await bot.admin.presses(data, prompt)).toMatchObject({ key: 'kit.button-invalid' });
    }
    expect(bot.chat.replies).toEqual(['kit.prove']);
  });

  it('PERM-22, GEN-32 is not asked for where the chat trusts its anonymous admins', async () => {
    const trusting = defineModule({ name: 'admin', settings: z.object({ trustAnonymous: z.boolean().default(true) }) });
    const trust = trusting.command({ name: 'trust', run: ({ configure }) => configure({ trustAnonymous: true }) });
    const bot = await testBot([module, trusting.with({ commands: [trust] })]);
    await bot.owner.says('/trust');
    await bot.act(() => bot.owner.person.promotes(bot.room, bot.other, ['is_anonymous']));
    await bot.other.says('/hammer');
    expect(bot.chat.replies).toEqual(['tools.hammered']);
  });

  it('GEN-1 an edited message is no command', async () => {
    const { admin, chat } = await testBot(module);
    const said = await admin.says('hammer');
    await admin.edits(said, '/hammer');
    expect(chat.replies).toEqual([]);
  });
});
