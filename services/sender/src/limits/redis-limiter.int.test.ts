import { randomUUID } from 'node:crypto';
import { connectRedis } from '@alita/redis';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Limiter, Paces } from './limiter.ts';
import { createRedisLimiter } from './redis-limiter.ts';

const paces: Paces = {
  bot: { burst: 30, everyMs: 1_000 / 30 },
  privateChat: { burst: 3, everyMs: 1_000 },
  group: { burst: 20, everyMs: 3_000 },
  edits: { burst: 1, everyMs: 1_000 },
};
const redis = connectRedis({ url: process.env.TEST_REDIS_URL ?? '', name: 'limits-test' });
let limiter: Limiter;
const limited = (given: Partial<Paces> = {}) =>
  createRedisLimiter({ redis, bot: 7, paces: { ...paces, ...given }, namespace: `test-${randomUUID()}` });

beforeEach(() => {
  limiter = limited();
});
afterAll(() => redis.disconnect());

const take = async (times: number, chat: number, kind: Parameters<Limiter['take']>[1] = 'send') => {
  const waits: number[] = [];
  for (let n = 0; n < times; n++) waits.push(await limiter.take(chat, kind));
  return waits;
};
const free = (waits: readonly number[]) => waits.filter((ms) => ms === 0).length;

describe('limits', () => {
  it('RATE-16 let 3 messages into a private chat, and no more in 3 seconds', async () => {
    const waits = await take(5, 5);
    expect(free(waits)).toBe(3);
    expect(waits[3]).toBeGreaterThan(2_800);
    expect(waits[4]).toBeLessThanOrEqual(3_025);
  });

  it('RATE-16 let 20 messages a minute into a group; edits one a second', async () => {
    const waits = await take(21, -5);
    expect(free(waits)).toBe(20);
    expect(waits[20]).toBeGreaterThan(59_000);
    expect(free(await take(3, -5, 'edit'))).toBe(1);
  });

  it('RATE-16 let 30 messages a second out of the bot, and keep the place of whoever waits', async () => {
    const waits: number[] = [];
    for (let chat = 1; chat <= 40; chat++) waits.push(await limiter.take(chat, 'send'));
    const held = waits.filter((ms) => ms > 0);
    expect(held.length).toBeGreaterThan(5);
    // a second after the burst, and from then on evenly
    expect(Math.max(...held)).toBeLessThanOrEqual(1_025 + 35 * held.length);
    const last = held.at(-1) ?? 0;
    const again = await limiter.take(40, 'send');
    expect(again).toBeLessThanOrEqual(last);
    await new Promise((resolve) => setTimeout(resolve, last + 5));
    expect(await limiter.take(40, 'send')).toBe(0);
  });

  it('hold no moderation, answers or questions', async () => {
    for (const kind of ['moderation', 'answer', 'read'] as const) expect(free(await take(50, -5, kind))).toBe(50);
  });

  it('rest one chat and class after a 429, without a burst when it ends', async () => {
    await limiter.freeze(5, 'send', 60);
    expect((await take(1, 5))[0]).toBeGreaterThan(30);
    expect(free(await take(1, 5, 'moderation'))).toBe(1);
    expect(free(await take(1, 6))).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(free(await take(3, 5))).toBe(1);
  });

  it('rest everybody after 429s of many chats at once', async () => {
    for (let chat = 1; chat <= 4; chat++) await limiter.freeze(chat, 'send', 5_000);
    expect(await limiter.take(99, 'send')).toBe(0);
    await limiter.freeze(5, 'send', 5_000);
    expect(await limiter.take(99, 'send')).toBeGreaterThan(4_000);
    expect(await limiter.take(99, 'moderation')).toBe(0);
  });

  it('take 429s of chats that were busy themselves for their own', async () => {
    limiter = limited({ bot: { burst: 1_000, everyMs: 1 } });
    for (let chat = -1; chat >= -6; chat--) {
      await take(17, chat);
      await limiter.freeze(chat, 'send', 5_000);
    }
    expect(await limiter.take(99, 'send')).toBe(0);
  });

  it('line up anew after everybody had to rest', async () => {
    const everybody = async () => {
      const waits: number[] = [];
      for (let chat = 1; chat <= 60; chat++) waits.push(await limiter.take(chat, 'send'));
      return waits;
    };
    await everybody();
    await limiter.freeze('bot', 'send', 2_500);
    await new Promise((resolve) => setTimeout(resolve, 2_550));
    const waits = await everybody();
    expect(free(waits)).toBeLessThanOrEqual(30);
    expect(new Set(waits.filter((ms) => ms > 0)).size).toBeGreaterThanOrEqual(20);
  });

  it('let fewer out for a while when the bot was refused although it kept its pace', async () => {
    for (let chat = 1; chat <= 30; chat++) await limiter.take(chat, 'send');
    for (let n = 0; n < 12; n++) {
      await limiter.freeze('bot', 'send', 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const waits: number[] = [];
    for (let chat = 51; chat <= 80; chat++) waits.push(await limiter.take(chat, 'send'));
    expect(waits.filter((ms) => ms > 0).length).toBeGreaterThanOrEqual(10);
  });
});
