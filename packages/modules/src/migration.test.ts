import { defineModule, z } from '@alita/kit';
import { type TestBot, testBot } from '@alita/testing';
import { expect, it } from '@jest/globals';
import { createChats } from './chats/index.ts';
import connections from './connections/index.ts';
import { createUsers } from './users/index.ts';
import { createTracker } from './users/tracker.ts';
import warns from './warns/index.ts';

const bell = defineModule({ name: 'bell' });
const ring = bell.timer({ name: 'ring', data: z.object({}), run: ({ reply }) => void reply('rang') });
const set = bell.command({
  name: 'bell',
  run: ({ now, timer }) => timer(ring.at(new Date(now.getTime() + 60_000), 1, {})),
});
const modules = () => [
  createUsers(createTracker({ record: () => Promise.resolve() })),
  createChats({}),
  connections,
  warns,
  bell.with({ commands: [set], timers: [ring] }),
];

const said = ({ world, bot }: TestBot, room: TestBot['room']) =>
  world
    .history(room)
    .filter(({ message }) => message.from?.id === bot.id)
    .map(({ message }) => message.text);

it('BUP-B2 settings, warnings, timers, connections and the backlog follow a group to its supergroup', async () => {
  const bot = await testBot(modules(), { group: 'group' });
  const { owner, room, act, later, privateChat } = bot;
  await owner.says('/setwarnlimit 5');
  await owner.says('/bell');
  await owner.writes(`/connect ${room.id}`);
  const home = await act(() => {
    owner.person.says(room, '/warn @member');
    const upgraded = owner.person.upgrades(room);
    owner.person.says(upgraded, '/warn @member again');
    return upgraded;
  });
  expect(said(bot, home)).toEqual(['member is warned: 1 of 5.', 'member is warned: 2 of 5.\nReason: again']);

  await later({ seconds: 61 });
  expect(said(bot, home)).toContain('bell.rang');
  expect(said(bot, home).filter((text) => text?.startsWith('Thank you'))).toEqual([]);

  await owner.writes('/setwarnlimit 7');
  expect(privateChat(owner).lastReply.key).toBe('warns.setwarnlimit-set');
  await act(() => owner.person.says(home, '/warnings'));
  expect(said(bot, home).at(-1)).toMatch(/7 warnings/);

  const { db } = bot.database;
  const kept = await db.chat.findMany({ where: { chatId: { lt: 0 } }, select: { chatId: true, isActive: true } });
  expect(new Map(kept.map(({ chatId, isActive }) => [chatId, isActive]))).toEqual(
    new Map([
      [home.id, true],
      [room.id, false],
    ]),
  );
});
