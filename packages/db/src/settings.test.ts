import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  connectDatabase,
  type Database,
  type FreshDatabase,
  freshDatabase,
  readChat,
  readSettings,
  writeSettings,
} from './index.ts';

let fresh: FreshDatabase;
let database: Database;
const group = { id: -100, title: 'Group' };

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connectDatabase({ url: fresh.url });
  await database.db.chat.create({ data: { chatId: -100, title: 'Group' } });
  await database.db.user.create({ data: { userId: 7, name: 'Eve', lastSeen: new Date(0) } });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

describe('settings', () => {
  it('of all modules come in one query', async () => {
    await writeSettings(database.db, group, 'warns', { limit: 3 });
    await writeSettings(database.db, group, 'warns', { limit: 5 });
    await writeSettings(database.db, group, 'flood', { limit: 10, action: 'mute' });
    expect(await readSettings(database.db, -100)).toEqual({
      warns: { limit: 5 },
      flood: { limit: 10, action: 'mute' },
    });
    expect(await readChat(database.db, -100)).toMatchObject({ title: 'Group', settings: { warns: { limit: 5 } } });
    expect(await readChat(database.db, -200)).toEqual({ settings: {} });
  });

  it('make a chat known that was not', async () => {
    await writeSettings(database.db, { id: -300, title: 'New' }, 'warns', { limit: 2 });
    expect(await database.db.chat.findUnique({ where: { chatId: -300 } })).toMatchObject({ title: 'New' });
    await database.db.chat.delete({ where: { chatId: -300 } });
  });

  it('of a unit of work are seen by it at once, and by others when it commits', async () => {
    const unit = database.unitOfWork({ mailbox: '1.-100', epoch: 1, item: 'a:1' });
    await writeSettings(unit.db, group, 'warns', { limit: 9 });
    expect(await readSettings(unit.db, -100)).toMatchObject({ warns: { limit: 9 } });
    expect(await readSettings(database.db, -100)).toMatchObject({ warns: { limit: 5 } });
    await unit.commit({});
    expect(await readSettings(database.db, -100)).toMatchObject({ warns: { limit: 9 } });
  });
});

describe('sightings', () => {
  it('are added up, never go back in time, and leave out who is not known', async () => {
    const early = Date.parse('2030-01-01');
    const late = Date.parse('2030-01-02');
    const batch = (at: number) => ({
      users: [
        { id: 7, at },
        { id: 8, at },
      ],
      chats: [
        { id: -100, at },
        { id: -200, at },
      ],
      members: [
        { chatId: -100, userId: 7, at, messages: 2 },
        { chatId: -100, userId: 8, at, messages: 1 },
      ],
    });
    await database.recordSightings(batch(late));
    await database.recordSightings(batch(early));
    expect(await database.db.user.findMany({ select: { userId: true, lastSeen: true } })).toMatchObject([
      { userId: 7, lastSeen: new Date(late) },
    ]);
    expect(await database.db.chat.findMany({ select: { chatId: true, lastSeen: true } })).toMatchObject([
      { chatId: -100, lastSeen: new Date(late) },
    ]);
    expect(await database.db.membership.findMany()).toMatchObject([
      { chatId: -100, userId: 7, messages: 4, lastSeen: new Date(late), isMember: true },
    ]);
  });

  it('of many flushes at once do not deadlock', async () => {
    const users = Array.from({ length: 200 }, (_, n) => ({ userId: 1000 + n, name: 'Many' }));
    await database.db.user.createMany({ data: users });
    const flush = async (backwards: boolean, at: number) => {
      const ids = users.map(({ userId }) => userId);
      if (backwards) ids.reverse();
      await database.recordSightings({
        users: ids.map((id) => ({ id, at })),
        chats: [],
        members: ids.map((userId) => ({ chatId: -100, userId, at, messages: 1 })),
      });
    };
    await Promise.all(Array.from({ length: 8 }, (_, n) => flush(n % 2 === 0, Date.parse('2031-01-01') + n)));
    const { _sum } = await database.db.membership.aggregate({
      _sum: { messages: true },
      where: { userId: { gte: 1000 } },
    });
    expect(_sum.messages).toBe(1600);
  });

  it('of nobody ask nothing', async () => {
    await database.recordSightings({ users: [], chats: [], members: [] });
  });
});

describe('ids', () => {
  it('are numbers on our side, up to the largest Telegram uses, also through relations', async () => {
    const userId = 2 ** 52 - 1;
    const chatId = -1_009_999_999_999;
    await database.db.user.create({ data: { userId, name: 'Last' } });
    await database.db.chat.create({ data: { chatId, title: 'Far', memberships: { create: { userId } } } });
    const [membership] = await database.db.membership.findMany({ where: { chatId }, include: { user: true } });
    expect(membership).toMatchObject({ chatId, userId, user: { userId } });
    expect(JSON.parse(JSON.stringify(membership))).toMatchObject({ chatId, user: { userId } });
  });
});
