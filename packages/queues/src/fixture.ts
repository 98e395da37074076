import { randomBytes } from 'node:crypto';
import { connectRedis, type RedisClient } from '@alita/redis';
import type { Item } from './item.ts';
import { createMailboxes } from './mailboxes.ts';
import { type PushCall, type PushReply, push } from './protocol.ts';
import { Shard } from './shard.ts';
import type { Mailboxes, MailboxOptions } from './surface.ts';
import { ENDLESS, type Term } from './terms.ts';

export const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379/0';

/** Keys of one test, apart from all others. */
export const aNamespace = () => `test-${randomBytes(6).toString('hex')}`;

export const anItem = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  ms: Date.now(),
  v: 1,
  kind: 'test',
  body: {},
  ...more,
});

/** Mailboxes of one process in a test. */
export function testMailboxes(namespace: string, options: Partial<MailboxOptions> = {}): Promise<Mailboxes> {
  return createMailboxes({ redis: redisUrl, namespace, info: { service: 'worker', version: '0' }, ...options });
}

/** One process's way to the scripts, with nothing around them. */
export function testShard(
  namespace: string,
  process: string,
  term: Term | (() => Promise<Term>) = ENDLESS,
  url = redisUrl,
): { shard: Shard; redis: RedisClient; close: () => Promise<void> } {
  const redis = connectRedis({ url, name: process });
  const shard = new Shard({
    tag: `{${namespace}:s0}`,
    process,
    term: typeof term === 'function' ? term : async () => term,
    redis,
    failFast: redis,
    onUnsent() {},
    onError() {},
  });
  return {
    shard,
    redis,
    async close() {
      await shard.close();
      redis.disconnect();
    },
  };
}

/** PUSH of one item, `in` unless said. */
export async function pushOne(
  { shard }: Pick<ReturnType<typeof testShard>, 'shard'>,
  { q = 'in', ...call }: Omit<PushCall, 'q'> & Partial<Pick<PushCall, 'q'>>,
): Promise<PushReply | undefined> {
  const [reply] = await push(shard.pushes, [{ q, ...call }]);
  return reply;
}

/** Waits until it holds, or throws after `ms`. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`still not so after ${ms} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Removes a test's keys. */
export async function forget(namespace: string): Promise<void> {
  const redis = connectRedis({ url: redisUrl, name: 'forget' });
  const keys = await redis.keys(`*${namespace}*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

/** The items of a list's elements, by id. */
export const idsOf = (elements: readonly string[]): string[] =>
  elements.map((element) => JSON.parse(element.slice(element.indexOf(':') + 1)).id);
