import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectDatabase, type Database } from './database.ts';
import { DatabaseUnavailable } from './errors.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = connectDatabase({ url: fresh.url, name: 'terms' });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

it('each life of Redis has one number, larger than all before, however many ask at once', async () => {
  const lives = Array.from({ length: 5 }, (_, n) => `life${n}`);
  const answers = await Promise.all([...lives, ...lives, ...lives].map(database.terms));
  expect(new Set(answers)).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(await Promise.all(lives.map(database.terms))).toEqual(answers.slice(0, lives.length));
  expect(await database.terms('another')).toBe(6);
});

it('says so when the database is away', async () => {
  const away = connectDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' });
  await expect(away.terms('life')).rejects.toThrow(DatabaseUnavailable);
  await away.close();
});
