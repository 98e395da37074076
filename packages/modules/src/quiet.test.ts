import { testBot } from '@alita/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createDirectory, createModules, createTracker } from './index.ts';

/** Every statement that goes to PostgreSQL, whoever sends it. */
const statements: unknown[] = [];
const original: unknown = Reflect.get(pg.Client.prototype, 'query');
function recorded(this: unknown, ...args: unknown[]): unknown {
  statements.push(args[0]);
  return typeof original === 'function' ? Reflect.apply(original, this, args) : undefined;
}

describe('an ordinary message', () => {
  beforeEach(() => void Reflect.set(pg.Client.prototype, 'query', recorded));
  afterEach(() => void Reflect.set(pg.Client.prototype, 'query', original));

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
