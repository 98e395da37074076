import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ask } from './asks.ts';
import type { Commit } from './commit.ts';
import type { Delivery, Receipts } from './delivery.ts';
import { Fenced, RetryLater, Unreachable, Unsure, Watermark } from './errors.ts';
import { aNamespace, anItem, forget, redisUrl, testMailboxes, testShard, until } from './fixture.ts';
import { createMailboxes } from './mailboxes.ts';
import { carryPosts } from './post.ts';
import type { MailboxEvent, Mailboxes, MailboxOptions } from './surface.ts';

const KEY = '7.-100';
let namespace: string;
let mailboxes: Mailboxes;
let events: MailboxEvent[];
const open: Mailboxes[] = [];

async function start(options: Partial<MailboxOptions> = {}): Promise<Mailboxes> {
  const started = await testMailboxes(namespace, { observe: (event) => events.push(event), ...options });
  open.push(started);
  return started;
}
const push = (id: string, key = KEY) => mailboxes.push('in', [{ key, item: anItem(id) }]);
const named = (name: MailboxEvent['name']) => events.filter((event) => event.name === name);

beforeEach(async () => {
  namespace = aNamespace();
  events = [];
  mailboxes = await start();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
  await forget(namespace);
});

describe('a drain', () => {
  it('handles the items of each key in order, each once, over two processes', async () => {
    const seen = new Map<string, string[]>();
    const other = await start();
    const handle = ({ key, item }: Delivery): Commit => {
      seen.set(key, [...(seen.get(key) ?? []), item.id]);
      return {};
    };
    mailboxes.drain('in', handle);
    other.drain('in', handle);
    const ids = Array.from({ length: 1_200 }, (_, i) => i);
    for (let from = 0; from < ids.length; from += 100) {
      await mailboxes.push(
        'in',
        ids.slice(from, from + 100).map((i) => ({ key: `7.${i % 30}`, item: anItem(String(i)) })),
      );
    }
    await until(() => [...seen.values()].flat().length >= 1_200);
    for (const [key, got] of seen) expect(got).toEqual(ids.filter((i) => `7.${i % 30}` === key).map(String));
    await until(async () => (await mailboxes.stats('in')).keys === 0);
    expect(named('committed').length).toBeLessThan(600);
  });

  it('lets quiet keys in between while one has a long backlog', async () => {
    await mailboxes.push(
      'in',
      Array.from({ length: 400 }, (_, i) => ({ key: 'raid', item: anItem(String(i)) })),
    );
    const order: string[] = [];
    mailboxes.drain(
      'in',
      ({ key }) => {
        order.push(key);
        return {};
      },
      { concurrency: 1, quantum: { items: 20, ms: 1_000 } },
    );
    await until(() => order.length > 20);
    await push('quiet', 'quiet');
    await until(() => order.length === 401);
    expect(order.indexOf('quiet')).toBeLessThan(350);
  });

  it('hands later items the state and versions of earlier ones, and readState too', async () => {
    const seen: unknown[] = [];
    await mailboxes.push(
      'in',
      ['1', '2', '3'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    mailboxes.drain(
      'in',
      async ({ state, versions, readState, item }) => {
        seen.push({ ...state }, await readState(['m1']), versions.settings === undefined);
        if (item.id === '3') return { state: { raid: null } };
        return {
          state: { raid: { value: item.id, ttlMs: 1e4 }, m1: { value: 5, ttlMs: 1e4 } },
          versions: item.id === '1' ? ['settings'] : [],
        };
      },
      { stateFields: ['raid'] },
    );
    await until(() => seen.length === 9);
    expect(seen).toEqual([{}, {}, true, { raid: '1' }, { m1: 5 }, false, { raid: '2' }, { m1: 5 }, false]);
  });

  it('settles what came before a write, so that only the head can be half done', async () => {
    const lengths: number[] = [];
    await mailboxes.push(
      'in',
      ['1', '2', '3'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    mailboxes.drain('in', async ({ item, settle }) => {
      if (item.id !== '3') return {};
      lengths.push((await mailboxes.stats('in')).items);
      await settle();
      lengths.push((await mailboxes.stats('in')).items);
      return { wrote: true };
    });
    await until(() => lengths.length === 2);
    expect(lengths).toEqual([3, 1]);
  });

  it('does not keep effects back while a later item takes its time', async () => {
    await mailboxes.push(
      'in',
      ['1', '2'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    let said = 0;
    let finish = () => {};
    mailboxes.drain('out-n', () => {
      said += 1;
      return {};
    });
    mailboxes.drain('in', async ({ item }) => {
      if (item.id === '2') await new Promise<void>((resolve) => (finish = resolve));
      return { push: [{ queue: 'out-n', item: anItem(`say ${item.id}`) }] };
    });
    await until(() => said === 1);
    finish();
    await until(() => said === 2);
  });

  it('lets a handler take several items at once', async () => {
    const took: string[][] = [];
    await mailboxes.push(
      'out-u',
      ['1', '2', '3', '4'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    mailboxes.drain('out-u', ({ item, following }) => {
      took.push([item.id, ...following.slice(0, 2).map(({ id }) => id)]);
      return { took: took.at(-1)?.length ?? 1 };
    });
    await until(() => took.flat().length === 4);
    expect(took).toEqual([['1', '2', '3'], ['4']]);
  });
});

describe('a handler that does not succeed', () => {
  it('RetryLater: waits, in order, and is no try', async () => {
    const seen: [string, number, number][] = [];
    await mailboxes.push(
      'in',
      ['1', '2'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    const started = Date.now();
    mailboxes.drain('in', ({ item, attempt, tries }) => {
      seen.push([item.id, attempt, tries]);
      if (seen.length === 1) throw new RetryLater(300);
      return {};
    });
    await until(() => seen.length === 3);
    expect(seen).toEqual([
      ['1', 1, 0],
      ['1', 1, 0],
      ['2', 1, 0],
    ]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(300);
  });

  it('a bug: tried three times in place, then parked, and the mailbox goes on; replay brings it back', async () => {
    const seen: [string, number, boolean][] = [];
    let isMended = false;
    await mailboxes.push(
      'in',
      ['0', 'bad', '2'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    mailboxes.drain('in', ({ item, attempt, lastAttempt }) => {
      seen.push([item.id, attempt, lastAttempt]);
      if (item.id === 'bad' && !isMended) throw new Error('a bug');
      return {};
    });
    await until(() => seen.length === 5);
    expect(seen).toEqual([
      ['0', 1, false],
      ['bad', 1, false],
      ['bad', 2, false],
      ['bad', 3, true],
      ['2', 1, false],
    ]);
    expect(await mailboxes.parked('in')).toMatchObject([
      { key: KEY, index: 0, item: { id: 'bad' }, why: expect.stringContaining('a bug') },
    ]);
    expect((await mailboxes.stats('in')).parked).toBe(1);
    isMended = true;
    expect(await mailboxes.replay('in', KEY)).toBe(1);
    await until(() => seen.length === 6);
    expect(await mailboxes.parked('in')).toEqual([]);
  });

  it('parks what is no item at all; discard forgets it', async () => {
    const seen: string[] = [];
    await mailboxes.push('in', [
      { key: KEY, item: { ...anItem('1'), kind: '' } },
      { key: KEY, item: anItem('2') },
    ]);
    mailboxes.drain('in', ({ item }) => {
      seen.push(item.id);
      return {};
    });
    await until(() => seen.length === 1);
    expect(await mailboxes.parked('in')).toMatchObject([
      { item: undefined, why: expect.stringContaining('not an item') },
    ]);
    expect(await mailboxes.discard('in', KEY, 0)).toBe(1);
    expect((await mailboxes.stats('in')).parked).toBe(0);
  });

  it('refuses a thousand effects of one item', async () => {
    await push('big');
    mailboxes.drain('in', () => ({ versions: Array.from({ length: 1_001 }, String) }));
    await until(() => named('parked').length === 1);
  });
});

describe('receipts', () => {
  /** A database that remembers one receipt per mailbox, as packages/db does in SQL. */
  function fakeReceipts() {
    const rows = new Map<string, { epoch: number; item?: string; payload?: Commit }>();
    const raised: number[] = [];
    const receipts: Receipts = {
      async raise(mailbox, epoch) {
        raised.push(epoch);
        const row = rows.get(mailbox) ?? { epoch: 0 };
        if (row.epoch >= epoch) return { fenced: true, epoch: row.epoch };
        rows.set(mailbox, { ...row, epoch });
        return { fenced: false, ...row };
      },
    };
    return { rows, raised, receipts };
  }

  it('a clean claim asks for none', async () => {
    const { raised, receipts } = fakeReceipts();
    let count = 0;
    mailboxes.drain(
      'in',
      () => {
        count += 1;
        return {};
      },
      { receipts },
    );
    await push('1');
    await until(() => count === 1);
    expect(raised).toEqual([]);
  });

  it('committed in the database but not here: its stored payload goes out, once, and the handler does not run again', async () => {
    const { rows, raised, receipts } = fakeReceipts();
    const runs: string[] = [];
    const said: string[] = [];
    await mailboxes.push(
      'in',
      ['1', '2'].map((id) => ({ key: KEY, item: anItem(id) })),
    );
    mailboxes.drain('out-n', ({ item }) => ({ took: said.push(item.id) && 1 }));
    mailboxes.drain(
      'in',
      async ({ key, item, epoch, receipt, settle }) => {
        runs.push(item.id);
        if (item.id !== '1') return {};
        await settle();
        rows.set(key, {
          epoch,
          item: receipt,
          payload: { push: [{ queue: 'out-n', item: anItem('banned') }], wrote: true },
        });
        throw new Unsure('the connection broke after COMMIT');
      },
      { receipts },
    );
    await until(() => runs.includes('2') && said.length > 0);
    expect(runs).toEqual(['1', '2']);
    expect(said).toEqual(['banned']);
    expect(raised).toHaveLength(1);
  });

  it('a database out of reach while raising: nothing is tried or parked, and it goes on when it is back', async () => {
    const { receipts } = fakeReceipts();
    let fails = 3;
    const seen: number[] = [];
    await push('1');
    mailboxes.drain(
      'in',
      ({ tries }) => {
        seen.push(tries);
        if (seen.length === 1) throw new Unsure('first');
        return {};
      },
      {
        receipts: {
          raise: async (mailbox, epoch) => {
            if (fails-- > 0) throw new Error('no database');
            return receipts.raise(mailbox, epoch);
          },
        },
      },
    );
    await until(() => seen.length === 2, 8_000);
    expect(seen[1]).toBe(1);
    expect(named('unsure')).toHaveLength(4);
  });

  it('a larger epoch in the database alone is met and exceeded', async () => {
    const { rows, receipts } = fakeReceipts();
    let runs = 0;
    await push('1');
    mailboxes.drain(
      'in',
      ({ key, epoch }) => {
        runs += 1;
        if (runs > 1) return {};
        rows.set(key, { epoch: epoch + 1_000_000 });
        throw new Fenced();
      },
      { receipts },
    );
    await until(() => runs === 2, 8_000);
  });
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
