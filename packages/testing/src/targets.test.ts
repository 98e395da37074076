import { arg, defineModule } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { testBot } from './index.ts';

const tools = defineModule({ name: 'tools' });
const point = tools.command({
  name: 'point',
  args: { target: arg.member(), why: arg.text().optional() },
  run: ({ args: { target, why }, reply }) => void reply('pointed', { id: target.id, name: target.name, why }),
});
const module = tools.with({ commands: [point] });

/** Who was pointed at last. */
const pointed = ({ chat }: Awaited<ReturnType<typeof testBot>>) => chat.lastReply.params;

describe('whom a command is about', () => {
  it('TGT-7, GEN-12, PERM-4 by reply it is whoever spoke: person, channel, anonymous admin, linked channel', async () => {
    const bot = await testBot(module);
    const { world, room, owner, member, other, admin, act } = bot;
    const voice = world.channel({ title: 'Voice', owner: member.person });
    const news = world.channel({ title: 'News', owner: owner.person });
    world.link(news, room);
    await act(() => owner.person.promotes(room, other, ['is_anonymous']));
    await act(() => owner.person.says(news, 'Breaking'));
    const forward = world.history(room).find(({ message }) => message.is_automatic_forward)?.message;
    if (!forward) throw new Error('nothing was forwarded');
    for (const [message, id] of [
      [await member.says('hello'), member.id],
      [await member.says('hello', { as: voice }), voice.id],
      [await other.says('quiet!'), room.id],
      [forward, news.id],
    ] as const) {
      await admin.says('/point', { replyTo: message });
      expect(pointed(bot)).toMatchObject({ id });
    }
  });

  it('GEN-13, GEN-D9 is read from a caption, too', async () => {
    const bot = await testBot(module);
    await bot.admin.sends('photo', { caption: '/point @member look at this' });
    expect(pointed(bot)).toMatchObject({ id: bot.member.id, why: 'look at this' });
  });

  it.each(['/point\t@member\tspam', '/point\n@member\nspam', '/point   @MEMBER   spam'])(
    'TGT-4 words are parted by any blanks: %j',
    async (text) => {
      const bot = await testBot(module);
      await bot.admin.says(text);
      expect(pointed(bot)).toMatchObject({ id: bot.member.id, why: 'spam' });
    },
  );

  it('TGT-5 a public channel nobody has met is asked for by its name', async () => {
    const bot = await testBot(module, {
      directory: () => ({ byUsername: () => Promise.resolve(undefined), byId: () => Promise.resolve(undefined) }),
    });
    const ads = bot.world.channel({ title: 'Ads', username: 'ads_here' });
    await bot.admin.says('/point @Ads_Here');
    expect(pointed(bot)).toMatchObject({ id: ads.id, name: 'Ads' });
    await bot.admin.says('/point @member');
    await bot.admin.says('/point @abc');
    expect(bot.chat.replies.slice(1)).toEqual(['kit.unknown-username', 'kit.unknown-username']);
    expect(bot.telegram.asked.filter((method) => method === 'getChat')).toHaveLength(2);
  });

  it('TGT-5 an admin is known by name, though they never spoke', async () => {
    const bot = await testBot(module, {
      directory: () => ({ byUsername: () => Promise.resolve(undefined), byId: () => Promise.resolve(undefined) }),
    });
    await bot.member.says('/point @Admin');
    expect(pointed(bot)).toMatchObject({ id: bot.admin.id, name: 'admin' });
  });

  it('TGT-1 trouble is one answer, and the command does not run', async () => {
    const bot = await testBot(module);
    for (const text of ['/point', '/point @nobody_here', '/point someone']) await bot.admin.says(text);
    expect(bot.chat.replies).toEqual(['kit.no-target', 'kit.unknown-username', 'kit.not-a-member']);
  });

  it('TGT-6, TGT-9 an id is believed, and shown by its name where one is known', async () => {
    const bot = await testBot(module);
    await bot.admin.says(`/point ${bot.member.id}`);
    expect(pointed(bot)).toMatchObject({ id: bot.member.id, name: 'member' });
    await bot.admin.says('/point 987654321987');
    expect(pointed(bot)).toMatchObject({ id: 987654321987, name: '987654321987' });
    expect(bot.telegram.asked).toEqual([]);
  });
});
