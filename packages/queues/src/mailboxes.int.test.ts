import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ask } from './asks.ts';
import type { Commit } from './commit.ts';
import type { Delivery } from './delivery.ts';
import { Unreachable, Unsure, Watermark } from './errors.ts';
import { aNamespace, anItem, forget, redisUrl, testMailboxes, testShard, until } from './fixture.ts';
import { createMailboxes } from './mailboxes.ts';
import { carryPosts } from './post.ts';
import type { Mailboxes, MailboxOptions } from './surface.ts';

const KEY = '7.-100';
let namespace: string;
let mailboxes: Mailboxes;
const open: Mailboxes[] = [];

async function start(options: Partial<MailboxOptions> = {}): Promise<Mailboxes> {
  const started = await testMailboxes(namespace, options);
  open.push(started);
  return started;
}
const push = (id: string, key = KEY) => mailboxes.push('in', [{ key, item: anItem(id) }]);

beforeEach(async () => {
  namespace = aNamespace();
  mailboxes = await start();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await forget(namespace);
});

describe('between mailboxes', () => {
  it('posts arrive at other keys in order and once, though they are carried twice', async () => {
    const got: string[] = [];
    mailboxes.drain('in', ({ key, item }) => {
      if (key !== KEY) return { took: got.push(`${key} ${item.id}`) && 1 };
      return { post: ['a', 'b'].map((id) => ({ queue: 'in' as const, key: '7.-200', item: anItem(id) })) };
    });
    // The first carrier delivers and then loses its claim.
    const { shard, close } = testShard(namespace, 'carrier');
    const carry = carryPosts(() => shard);
    let isFirst = true;
    mailboxes.drain('post', async (delivery) => {
      const commit = await carry(delivery);
      if (!isFirst) return commit;
      isFirst = false;
      throw new Unsure('died after delivering');
    });
    await push('command');
    await until(() => got.length >= 2 && !isFirst);
    await until(async () => (await mailboxes.stats('post')).keys === 0);
    expect(got).toEqual(['7.-200 a', '7.-200 b']);
    await close();
  });

  it('drainPosts carries over shards', async () => {
    const wide = await start({ namespace: `${namespace}-wide`, shards: 4 });
    const got = new Set<string>();
    wide.drain('in', ({ key }) => {
      got.add(key);
      return key === '7.0'
        ? {
            post: Array.from({ length: 9 }, (_, i) => ({ queue: 'in' as const, key: `7.${i + 1}`, item: anItem('x') })),
          }
        : {};
    });
    wide.drainPosts();
    await wide.push('in', [{ key: '7.0', item: anItem('x') }]);
    await until(() => got.size === 10);
  });

  it('timers come back as items, unless they are cancelled', async () => {
    const got: string[] = [];
    mailboxes.drain('in', ({ item }) => {
      got.push(item.id);
      if (item.id !== 'set') return {};
      const at = Date.now() + 100;
      return {
        timers: [
          { id: 'raid', at, item: anItem('raid over') },
          { id: 'night', at, item: anItem('night') },
          { id: 'night', cancel: true },
        ],
      };
    });
    await push('set');
    await until(() => got.length === 2);
    expect(got).toEqual(['set', 'raid over']);
  });

  it('all timers of a mailbox that is left come now, the earliest first, once; those of others do not', async () => {
    const got: string[] = [];
    const timer = (id: string, ms: number) => ({ id, at: Date.now() + ms, item: anItem(id) });
    mailboxes.drain('in', ({ key, item }) => {
      got.push(item.id);
      if (item.id === 'set') return { timers: [timer(`late${key}`, 90_000), timer(`soon${key}`, 60_000)] };
      return item.id.startsWith('leave') ? { timers: [{ all: 'now' }] } : {};
    });
    const neighbour = `${KEY}0`;
    await push('set', neighbour);
    for (const id of ['set', 'leave', 'leave again']) await push(id);
    await until(() => got.length === 6);
    await push('end');
    await push('end', neighbour);
    await until(() => got.length === 8);
    expect(got.filter((id) => /soon|late/.test(id))).toEqual([`soon${KEY}`, `late${KEY}`]);
  });

  it('refs and blobs are found by whoever comes later', async () => {
    mailboxes.drain('in', () => ({ refs: [{ id: 'shown', value: { messageId: 5 }, ttlMs: 10_000 }] }));
    await push('1');
    await until(async () => (await mailboxes.readRef(KEY, 'shown')) !== undefined);
    expect(await mailboxes.readRef(KEY, 'shown')).toEqual({ messageId: 5 });
    expect(await mailboxes.readRef(KEY, 'other')).toBeUndefined();
    await mailboxes.putBlob('b1', new Uint8Array([0, 255]), 10_000);
    expect([...((await mailboxes.getBlob('b1')) ?? [])]).toEqual([0, 255]);
    expect(await mailboxes.getBlob('b2')).toBeUndefined();
  });
});

describe('an ask', () => {
  it('is refused at once without a sender, and answered by one', async () => {
    const started = Date.now();
    expect(await mailboxes.ask(KEY, { admins: true })).toEqual({ ok: false, reason: 'unavailable' });
    expect(Date.now() - started).toBeLessThan(500);

    const sender = await start({ info: { service: 'sender', version: '0' } });
    sender.drain('out-u', async ({ item }) => {
      await sender.answer(item, { asked: Ask.read(item).body });
      return {};
    });
    await until(async () => (await mailboxes.ask(KEY, 1)).ok);
    expect(await mailboxes.ask(KEY, { admins: true })).toEqual({ ok: true, value: { asked: { admins: true } } });
  });

  it('gives up at its deadline', async () => {
    await start({ info: { service: 'sender', version: '0' } });
    expect(await mailboxes.ask(KEY, 1, { deadlineMs: 100 })).toEqual({ ok: false, reason: 'late' });
  });
});

describe('bounds', () => {
  it('a mailbox is full, an update is a duplicate, and force goes past the bound', async () => {
    const small = await start({ bounds: { in: 2 } });
    const entry = (updateId: number, force = false) => ({
      key: KEY,
      item: anItem(`u${updateId}`),
      once: { bot: '7', updateId },
      force,
    });
    expect(await small.push('in', [entry(1), entry(1), entry(2), entry(3)])).toEqual([
      'accepted',
      'duplicate',
      'accepted',
      'full',
    ]);
    expect(await small.push('in', [entry(3, true)])).toEqual(['accepted']);
  });

  it('stops at the watermark', async () => {
    const tight = await start({ memoryLimit: 1_000 });
    await expect(tight.push('in', [{ key: KEY, item: anItem('1') }])).rejects.toThrow(Watermark);
  });

  it('rejects at once when Redis is away', async () => {
    const away = await start();
    await away.close();
    await expect(away.push('in', [{ key: KEY, item: anItem('1') }])).rejects.toThrow(Unreachable);
  });
});

describe('processes', () => {
  it('tell of themselves while they live', async () => {
    mailboxes.announce({ port: 4_000 });
    await until(async () => (await mailboxes.instances()).some(({ port }) => port === 4_000));
    expect(await mailboxes.instances()).toMatchObject([
      { service: 'worker', process: mailboxes.process, pid: process.pid },
    ]);
    const other = await start();
    expect(await mailboxes.instances()).toHaveLength(2);
    await other.close();
    expect(await mailboxes.instances()).toHaveLength(1);
  });

  it('must agree on the number of shards', async () => {
    await expect(
      createMailboxes({ redis: redisUrl, namespace, shards: 2, info: { service: 'worker', version: '0' } }),
    ).rejects.toThrow(/1 shards/);
  });

  it('finish their items when they stop, and leave the rest to others', async () => {
    const seen: string[] = [];
    const handle = async ({ item }: Delivery): Promise<Commit> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(item.id);
      return {};
    };
    await mailboxes.push(
      'in',
      Array.from({ length: 20 }, (_, i) => ({ key: KEY, item: anItem(String(i)) })),
    );
    const draining = mailboxes.drain('in', handle);
    await until(() => seen.length > 2);
    await draining.close();
    const before = seen.length;
    expect(before).toBeLessThan(10);
    const other = await start();
    other.drain('in', handle);
    await until(() => seen.length === 20);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  });
});
