import { testBot } from '@alita/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { createDirectory, createModules, createTracker } from './index.ts';

describe('an ordinary message', () => {
  const statements: unknown[] = [];
  beforeEach(() => {
    const { query } = pg.Client.prototype;
    jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
      statements.push(args[0]);
      return Reflect.apply(query, this, args);
    });
  });
  afterEach(() => void jest.restoreAllMocks());

  it('of a known sender costs no SQL and asks Telegram nothing', async () => {
    const tracker = createTracker({ record: () => Promise.resolve() });
    const { member, telegram } = await testBot(createModules(tracker), { directory: ({ db }) => createDirectory(db) });
    await member.says('hello'); // met
    await member.says('hello again'); // recognised
    telegram.asked.length = 0;
    statements.length = 0;

    for (let n = 0; n < 20; n++) await member.says(`message ${n}, with a link: https://example.org`);
    expect(statements).toEqual([]);
    expect(telegram.asked).toEqual([]);
    expect(telegram.calls()).toEqual([]);

    await member.says('/warns');
    expect(statements).not.toEqual([]);
  });
});
