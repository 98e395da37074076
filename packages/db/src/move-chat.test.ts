import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  connectDatabase,
  type Database,
  type FreshDatabase,
  freshDatabase,
  moveChat,
  readSettings,
  writeSettings,
} from './index.ts';

const OLD = { id: -5, title: 'Group' };
const NEW = -1_001_234_567_890;
let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = connectDatabase({ url: fresh.url });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

it('moves all that is kept about a group, once, and leaves a pointer', async () => {
  const { db } = database;
  await writeSettings(db, OLD, 'warns', { limit: 5 });
  await db.user.create({ data: { userId: 7, name: 'Eve' } });
  await db.warning.create({ data: { chatId: OLD.id, userId: 7, number: 1, issuerId: 8 } });
  await writeSettings(db, { id: NEW, title: 'Group' }, 'warns', { limit: 9 });

  for (const _twice of [1, 2]) await moveChat(db, OLD, NEW);

  expect(await readSettings(db, NEW)).toEqual({ warns: { limit: 5 } });
  expect(await readSettings(db, OLD.id)).toEqual({ kit: { migratedTo: NEW } });
  expect(await db.warning.findMany({ select: { chatId: true } })).toMatchObject([{ chatId: NEW }]);
  const chats = await db.chat.findMany({ select: { chatId: true, isActive: true }, orderBy: { chatId: 'asc' } });
  expect(chats.map(({ chatId, isActive }) => [chatId, isActive])).toEqual([
    [NEW, true],
    [OLD.id, false],
  ]);
});
