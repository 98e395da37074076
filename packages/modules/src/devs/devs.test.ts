import { type TestBot, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import { createUsers } from '../users/index.ts';
import { createTracker } from '../users/tracker.ts';
import { createDevs } from './index.ts';
import { createStaff } from './store.ts';

const OWNER = 777_001;

async function start() {
  const users = createUsers(createTracker({ record: () => Promise.resolve() }));
  const devs = createDevs({ ownerId: OWNER, version: '1.2.3' });
  const bot = await testBot([users, devs], { staff: ({ db }) => createStaff(db, OWNER) });
  const boss = bot.person({ id: OWNER, firstName: 'boss' });
  await boss.joins();
  await boss.starts();
  return { ...bot, boss };
}
const made = ({ telegram }: Pick<TestBot, 'telegram'>) => [...telegram.calls(), ...telegram.asked];

describe('whoever is not of the team', () => {
  it.each([
    '/stats',
    '/chatinfo -1001',
    '/chatlist',
    '/leavechat -1001',
    '/adddev @other',
    '/remdev @other',
    '/addsudo @other',
    '/remsudo @other',
    '/teamusers',
    '/forget @other',
  ])('PERM-18, DEV-8 gets silence: %s', async (text) => {
    const bot = await start();
    await bot.owner.says(text);
    await bot.member.writes(text);
    expect(made(bot)).toEqual([]);
  });
});

describe('levels', () => {
  it.each([
    ['dev', 'developer'],
    ['sudo', 'helper'],
  ])('DEV-5, DEV-8 are given and taken: %s', async (level, shown) => {
    const { boss, chat } = await start();
    await boss.says(`/add${level} @member`);
    expect(chat.lastReply.text).toBe(`member is a ${shown} now.`);
    await boss.says(`/add${level} @member`);
    expect(chat.lastReply.key).toBe('devs.has-level');
    await boss.says(`/rem${level} @member`);
    expect(chat.lastReply.text).toBe(`member is no ${shown} any more.`);
    await boss.says(`/rem${level} @member`);
    expect(chat.lastReply.key).toBe('devs.has-no-level');
  });

  it.each([
    ['/adddev -1001234567890', 'devs.people-only'],
    ['/adddev @alita_bot', 'devs.no-bots'],
    [`/adddev ${OWNER}`, 'devs.is-owner'],
    ['/adddev 987654321987', 'kit.refused.user-unknown'],
    ['/adddev', 'kit.no-target'],
  ])('DEV-5, DEV-B1 %s: %s', async (text, key) => {
    const { boss, chat } = await start();
    await boss.says(text);
    expect(chat.replies).toEqual([key]);
  });

  it('DEV-7 are two flags, which start unset and stay as a row when they are taken', async () => {
    const { boss, member, database } = await start();
    const flags = () =>
      database.db.staff.findUnique({ where: { userId: member.id }, select: { isDeveloper: true, isSudo: true } });
    await boss.says('/adddev @member');
    expect(await flags()).toEqual({ isDeveloper: true, isSudo: false });
    await boss.says('/remdev @member');
    expect(await flags()).toEqual({ isDeveloper: false, isSudo: false });
  });

  it('PERM-17, PERM-18, DEV-B1 developers may look, helpers see the team and the figures, neither gives levels', async () => {
    const { boss, member, other, privateChat, room } = await start();
    await boss.writes('/adddev @member');
    await boss.writes('/addsudo @other');
    for (const person of [member, other]) {
      await person.writes('/teamusers');
      await person.writes('/stats');
      await person.writes(`/chatinfo ${room.id}`);
      await person.writes('/adddev @admin');
    }
    expect(privateChat(member).replies).toEqual(['devs.team', 'devs.stats', 'devs.chat']);
    expect(privateChat(other).replies).toEqual(['devs.team', 'devs.stats']);
  });

  it('DEV-6, DEV-B1 /teamusers shows everybody once, at the highest level, the owner first', async () => {
    const { boss, privateChat } = await start();
    await boss.writes('/addsudo @member');
    await boss.writes('/adddev @member');
    await boss.writes('/addsudo @other');
    await boss.writes('/teamusers');
    expect(privateChat(boss).lastReply.text).toBe('The team\nboss: owner\nmember: developer\nother: helper');
  });
});

describe('/forget', () => {
  it('USR-B4 erases all that is kept about a person, until they come back', async () => {
    const { boss, member, other, chat, database } = await start();
    for (const each of [member, other]) await each.says('hello');
    await boss.says('/addsudo @other');
    await boss.says('/forget @other');
    await boss.says(`/forget ${other.id}`);
    expect(chat.replies.slice(1)).toEqual(['devs.forgotten', 'devs.nothing-kept']);
    const { user, membership, staff } = database.db;
    const where = { userId: other.id };
    expect(await Promise.all([user.count({ where }), membership.count({ where }), staff.count({ where })])).toEqual([
      0, 0, 0,
    ]);
    expect(await user.count({ where: { userId: member.id } })).toBe(1);
  });

  it('USR-B4 is for people', async () => {
    const { boss, chat } = await start();
    await boss.says('/forget -1001234567890');
    expect(chat.replies).toEqual(['moderation.people-only']);
  });
});

describe('/stats', () => {
  it('DEV-1, DEV-8 counts with one message and one edit', async () => {
    const bot = await start();
    await bot.member.says('hello');
    bot.telegram.calls().length = 0;
    await bot.boss.writes('/stats');
    expect(bot.telegram.calls('sendMessage')).toHaveLength(1);
    expect(bot.telegram.calls('editMessageText')).toHaveLength(1);
    const { key, params } = bot.privateChat(bot.boss).lastReply;
    expect(key).toBe('devs.stats');
    expect(params).toMatchObject({ groups: '1', version: '1.2.3', warnings: '0' });
  });

  it('DEV-B1 answers in private when asked in a group', async () => {
    const { boss, chat, privateChat } = await start();
    await boss.says('/stats');
    expect(chat.replies).toEqual([]);
    expect(privateChat(boss).replies).toEqual(['devs.stats']);
  });

  it('DEV-B1 says so where it may not write in private', async () => {
    const { boss, bot, chat, act } = await start();
    await act(() => boss.person.stops(bot));
    await boss.says('/chatlist');
    expect(chat.replies).toEqual(['devs.write-first']);
  });
});

describe('/chatinfo, /chatlist, /leavechat', () => {
  it('DEV-2, TGT-10 shows a chat, by id or by name, or that Telegram does not', async () => {
    const { boss, privateChat, room, world, bot, act } = await start();
    await boss.writes(`/chatinfo ${room.id}`);
    expect(privateChat(boss).lastReply).toMatchObject({
      key: 'devs.chat',
      params: { title: 'Test group', members: 6 },
    });
    const elsewhere = world.supergroup({ title: 'Elsewhere', username: 'else_where', owner: boss.person });
    await act(() => boss.person.adds(elsewhere, bot));
    await boss.writes('/chatinfo @else_where');
    expect(privateChat(boss).lastReply.key).toBe('devs.chat');
    await boss.writes('/chatinfo -1009999999999');
    expect(privateChat(boss).lastReply.key).toBe('devs.chat-unknown');
    await boss.writes('/chatinfo');
    expect(privateChat(boss).lastReply.key).toBe('kit.argument-missing');
  });

  it('DEV-3, DEV-8, DEV-B1 lists active groups, page by page', async () => {
    const { boss, privateChat, database } = await start();
    const groups = Array.from({ length: 60 }, (_, n) => ({ chatId: -1_002_000_000_000 - n, title: `<Group ${n}>` }));
    await database.db.chat.createMany({
      data: [...groups, { chatId: -1_003_000_000_000, title: 'left', isActive: false }],
    });
    await boss.writes('/chatlist');
    expect(privateChat(boss).lastReply).toMatchObject({ params: { total: 61 }, buttons: ['Later »'] });
    expect(privateChat(boss).lastReply.text).toContain('<Group 59>');
    await boss.presses('Later »');
    expect(privateChat(boss).lastReply.buttons).toEqual(['« Earlier']);
    expect(privateChat(boss).lastReply.text).toContain('Test group');
    expect(privateChat(boss).lastReply.text).not.toContain('left');
  });

  it('DEV-4, DEV-8 leaves, and says so only when it has', async () => {
    const { boss, privateChat, room, telegram } = await start();
    telegram.refuses('leaveChat', 'chat not found');
    await boss.writes(`/leavechat ${room.id}`);
    expect(privateChat(boss).lastReply.key).toBe('kit.refused.chat-gone');
    await boss.writes(`/leavechat ${room.id}`);
    expect(privateChat(boss).lastReply.key).toBe('devs.left');
    await boss.writes('/leavechat home');
    expect(privateChat(boss).lastReply.key).toBe('kit.not-a-chat');
  });
});
