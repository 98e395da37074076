import { randomUUID } from 'node:crypto';
import { connectRedis } from '@alita/redis';
import { afterAll, expect, it } from '@jest/globals';
import { cacheSpace } from './cache-space.ts';

const redis = connectRedis({ url: process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/0', name: 'cache-space' });
const namespace = `test-${randomUUID()}`;
afterAll(async () => {
  await redis.del(`${namespace}:cache`, `${namespace}:cache:begun`);
  redis.disconnect();
});

it('CACHE-15 a start that forgets reads nothing cached before it, one that does not goes on with what is there', async () => {
  const space = (isCleared: boolean) => cacheSpace({ redis, namespace, isCleared });
  const untouched = await space(false);
  const first = await space(true);
  expect(first).not.toBe(untouched);
  expect([await space(false), await space(true)]).toEqual([first, first]);
  await redis.del(`${namespace}:cache:begun`); // as after a minute
  expect(await space(true)).not.toBe(first);
});
