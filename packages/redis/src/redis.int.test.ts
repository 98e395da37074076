import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createCache } from './cache.ts';
import { connectRedis } from './connect.ts';
import { createLease } from './lease.ts';
import { memoryOf } from './memory.ts';
import { isNoAnswer, script } from './script.ts';

const url = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/0';
const redis = connectRedis({ url, name: 'test' });
afterAll(() => redis.disconnect());

it('a fail-fast connection rejects while Redis is away', async () => {
  const away = connectRedis({ url: 'redis://127.0.0.1:1', name: 'away', failFast: true });
  await expect(away.get('x')).rejects.toThrow();
  away.disconnect();
});

it('a script runs from its hash, and again after Redis forgot it', async () => {
  const echo = script(`-- ${randomUUID()}\nreturn ARGV[1]`);
  expect(await echo.run(redis, 'x', ['1'])).toBe('1');
  await redis.script('FLUSH');
  expect(await echo.run(redis, 'x', ['2'])).toBe('2');
  const wrong = script('return redis.call("LPUSH", KEYS[1])');
  const error = await wrong.run(redis, 'x', []).catch((thrown: unknown) => thrown);
  expect(isNoAnswer(error)).toBe(false);
  expect(isNoAnswer(new Error('Connection is closed.'))).toBe(true);
});

it('a lease has one holder, until it is released or runs out', async () => {
  const options = { key: `lease-${randomUUID()}`, ttlMs: 60 };
  const one = createLease(redis, options);
  const two = createLease(redis, options);
  expect([await one.hold(), await two.hold(), await one.hold()]).toEqual([true, false, true]);
  await two.release();
  expect(await two.hold()).toBe(false);
  await one.release();
  expect(await two.hold()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(await one.hold()).toBe(true);
});

describe('a cache', () => {
  const prefix = `cache-${randomUUID()}`;
  const open = () =>
    createCache(redis, {
      prefix,
      ttlMs: 10_000,
      parse(value) {
        if (typeof value !== 'number') throw new TypeError('not a number');
        return value;
      },
    });

  it('loads once for all who wait, and then not at all', async () => {
    const cache = open();
    let loads = 0;
    const load = async () => ++loads;
    expect(await Promise.all([cache.through('a', load), cache.through('a', load)])).toEqual([1, 1]);
    expect(await cache.through('a', load)).toBe(1);
    await cache.drop('a');
    expect(await cache.through('a', load)).toBe(2);
  });

  it('keeps no failure, and takes what it cannot read for absent', async () => {
    const cache = open();
    const fail = async (): Promise<number> => {
      throw new Error('no');
    };
    await expect(cache.through('c', fail)).rejects.toThrow('no');
    expect(await cache.through('c', async () => 5)).toBe(5);
    await redis.set(`${prefix}:b`, '"text"');
    expect(await cache.get('b')).toBeUndefined();
  });
});

it('tells how full Redis is', async () => {
  expect((await memoryOf(redis)).used).toBeGreaterThan(100_000);
});
