import { arg, ConnectionSettings, DisablingSettings, defineModule } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { type TestBot, testBot } from './index.ts';

const tools = defineModule({ name: 'tools' });
const hammer = tools.command({
  name: 'hammer',
  args: { target: arg.member() },
  needs: { actor: 'can_restrict_members', bot: 'can_restrict_members' },
  run: ({ args, actor, act, say }) => void act.ban(args.target).ok(say('hammered', { by: actor.name })),
});
const look = tools.command({
  name: 'look',
  in: 'connected',
  disableable: true,
  run: ({ chat, reply }) => void reply('looked', { title: chat.title }),
});
const connections = defineModule({ name: 'connections', settings: ConnectionSettings });
const connect = connections.command({
  name: 'connect',
  in: 'private',
  args: { id: arg.int() },
  async run({ args, configure, reply }) {
    await configure({ to: { id: args.id, type: 'supergroup', title: 'Test group' }, connected: true });
    reply('connected-to', { title: 'the group' });
  },
});
const allow = connections.command({
  name: 'allow',
  needs: { actor: 'admin' },
  run: async ({ configure }) => configure({ allowMembers: true }),
});
const disabling = defineModule({ name: 'disabling', settings: DisablingSettings });
const disable = disabling.command({
  name: 'disable',
  needs: { actor: 'admin' },
  run: async ({ configure }) => configure({ commands: ['look'], deleteThem: true }),
});
const modules = [
  tools.with({ commands: [hammer, look] }),
  connections.with({ commands: [connect, allow] }),
  disabling.with({ commands: [disable] }),
];

async function withAnonymousAdmin() {
  const bot = await testBot(modules);
  await bot.act(() => bot.owner.person.promotes(bot.room, bot.other.person, ['can_restrict_members', 'is_anonymous']));
  return bot;
}
const banned = ({ room, member }: TestBot) => room.members.get(member.id)?.status === 'kicked';

describe('an anonymous admin', () => {
  it('PERM-23, GEN-33, BUP-4 is asked for proof once, and the command runs as whoever gives it', async () => {
    const bot = await withAnonymousAdmin();
    await bot.other.says('/hammer @member');
    expect(bot.chat.replies).toEqual(['kit.prove']);
    expect(banned(bot)).toBe(false);
    await bot.admin.presses('kit.prove');
    expect(banned(bot)).toBe(true);
    expect(bot.chat.said).toMatchObject([{ key: 'tools.hammered', params: { by: 'admin' } }]);
  });

  it('GEN-D5, PERM-25 needs the rights of that very command; a refused press leaves the button', async () => {
    const bot = await withAnonymousAdmin();
    await bot.other.says('/hammer @member');
    expect(await bot.member.presses('kit.prove')).toMatchObject({ key: 'kit.admins-only' });
    expect(banned(bot)).toBe(false);
    expect(bot.chat.replies).toEqual(['kit.prove']);
  });

  it('PERM-27 runs once, however fast two admins press', async () => {
    const bot = await withAnonymousAdmin();
    await bot.other.says('/hammer @member');
    const [prompt] = bot.world.history(bot.room).filter(({ message }) => message.reply_markup);
    if (!prompt) throw new Error('no prompt');
    await bot.act(() => {
      void bot.admin.person.presses(prompt.message, 'I sent it');
      void bot.owner.person.presses(prompt.message, 'I sent it');
    });
    expect(bot.telegram.calls('banChatMember')).toHaveLength(1);
  });

  it('GEN-D5, BUP-4 the prompt expires by itself after 20 s', async () => {
    const bot = await withAnonymousAdmin();
    await bot.other.says('/hammer @member');
    await bot.later({ seconds: 21 });
    expect(bot.chat.replies).toEqual(['kit.proof-expired']);
    expect(banned(bot)).toBe(false);
  });
});

describe('a connected group', () => {
  it('CPERM commands from private act on the group and answer in private', async () => {
    const bot = await testBot(modules);
    await bot.admin.starts();
    await bot.admin.writes('/look');
    expect(bot.privateChat(bot.admin).lastReply.key).toBe('kit.not-connected');
    await bot.admin.writes(`/connect ${bot.room.id}`);
    await bot.admin.writes('/look');
    expect(bot.privateChat(bot.admin).lastReply).toMatchObject({
      key: 'tools.looked',
      params: { title: 'Test group' },
    });
    expect(bot.chat.replies).toEqual([]);
  });

  it('PERM-29 is, for what is said in a group, that group', async () => {
    const bot = await testBot(modules);
    const { world, owner, act, bot: alita } = bot;
    const elsewhere = world.supergroup({ title: 'Elsewhere', owner: owner.person });
    await act(() => owner.person.adds(elsewhere, alita));
    await bot.owner.writes(`/connect ${elsewhere.id}`);
    await bot.owner.says('/look');
    expect(bot.chat.lastReply).toMatchObject({ key: 'tools.looked', params: { title: 'Test group' } });
    await bot.member.says('/allow');
    expect(bot.chat.lastReply.key).toBe('kit.admins-only');
  });

  it('CON-1 ordinary members only where admins let them', async () => {
    const bot = await testBot(modules);
    await bot.member.writes(`/connect ${bot.room.id}`);
    await bot.member.writes('/look');
    expect(bot.privateChat(bot.member).lastReply.key).toBe('kit.connection-refused');
    await bot.admin.says('/allow');
    await bot.member.writes('/look');
    expect(bot.privateChat(bot.member).lastReply.key).toBe('tools.looked');
  });
});

describe('a disabled command', () => {
  it('CDIS-2 does nothing for members, deletes their message, and works for admins', async () => {
    const bot = await testBot(modules);
    await bot.admin.says('/disable');
    const asked = await bot.member.says('/look');
    expect(bot.chat.replies).toEqual([]);
    expect(bot.chat).not.toShow(asked);
    await bot.admin.says('/look');
    expect(bot.chat.replies).toEqual(['tools.looked']);
  });
});
