import { fileURLToPath } from 'node:url';
import { connectRedis } from '@alita/redis';
import { bringUpRedis, type Server } from '@alita/servers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Delivery } from './delivery.ts';
import { aNamespace, anItem, forget, idsOf, pushOne, testMailboxes, testShard, until } from './fixture.ts';
import { FakeDatabase } from './fixture-database.ts';
import { type Forwarder, openForwarder } from './fixture-forwarder.ts';
import { type Claimed, type CommitCall, claim, commit } from './protocol.ts';
import type { MailboxEvent, Mailboxes } from './surface.ts';
import { publishedTerm, publishTerm, type Term } from './terms.ts';

const KEY = '7.-100';
type TestShard = ReturnType<typeof testShard>;

describe('a new term', () => {
  const open: TestShard[] = [];
  let namespace: string;
  let old: TestShard;
  beforeEach(() => {
    namespace = aNamespace();
    old = inTerm({ number: '1', since: '0' }, 'old');
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    await forget(namespace);
  });

  function inTerm(term: Term, process = 'new'): TestShard {
    const shard = testShard(namespace, process, term);
    open.push(shard);
    return shard;
  }
  /** The next term, which begins now. */
  const nextTerm = () => inTerm({ number: '2', since: `${Date.now() * 1_000 + 1_000}` });
  const push = (by: TestShard, id: string) => pushOne(by, { key: KEY, item: anItem(id) });
  const claimBy = (by: TestShard) => claim(by.shard.claims, 'in', KEY, 10, `${by === old ? 'old' : 'new'}:j`, []);
  async function claimed(by: TestShard): Promise<Claimed> {
    const found = await claimBy(by);
    if (typeof found === 'string') throw new Error(found);
    return found;
  }
  const aCommit = (epoch: string, more: Partial<CommitCall> = {}): CommitCall => ({
    q: 'in',
    key: KEY,
    epoch,
    c: 1,
    n: 1,
    mode: 'next',
    want: 10,
    bound: 100,
    effects: [],
    ...more,
  });

  it('fences the claims of the last one in all they do, and takes over although their owner lives', async () => {
    await push(old, '1');
    const { epoch } = await claimed(old);
    const next = nextTerm();
    for (const step of [
      commit(next.shard.claims, aCommit(epoch)),
      next.shard.claims.run('release', 'in', KEY, epoch, 'clean', 0, 0),
      next.shard.claims.run('hold', 'in', KEY, epoch, 'old:j'),
      next.shard.claims.run('park', 'in', KEY, epoch, '""'),
    ])
      expect(await step).toBe('fenced');
    const heir = await claimed(next);
    expect(heir).toMatchObject({ dirty: true, tries: 1 });
    expect(Number(heir.epoch)).toBeGreaterThanOrEqual(2 * 2 ** 38);
    expect(await commit(next.shard.claims, aCommit(heir.epoch))).toMatchObject({ rest: 'finished' });
  });

  it('ends the peace of an owner from before whose heart beats: the watchdog wakes the mailbox', async () => {
    const tag = `{${namespace}:s0}`;
    await push(old, '1');
    await claimed(old);
    await old.redis.zincrby(`${tag}:busy:in`, -5_000_000, KEY);
    const watchdog = () => old.shard.upkeep.run<[number, string[]]>('watchdog', 'in', 0, 100);
    const database = new FakeDatabase();
    await publishTerm(old.redis, tag, database.terms);
    expect(await watchdog()).toEqual([-1, []]);
    await old.redis.del(`${tag}:term`);
    await publishTerm(old.redis, tag, async () => 2);
    expect(await watchdog()).toEqual([-1, [KEY]]);
  });

  it('makes the first claim of what came before dirty, which is no try; what came since is claimed cleanly', async () => {
    await push(old, '1');
    const next = nextTerm();
    const first = await claimed(next);
    expect(first).toMatchObject({ dirty: true, tries: 0 });
    await push(next, '2');
    expect(await commit(next.shard.claims, aCommit(first.epoch, { mode: 'yield' }))).toMatchObject({ rest: 'yielded' });
    expect(await claimed(next)).toMatchObject({ dirty: false });

    await new Promise((resolve) => setTimeout(resolve, 5));
    await next.redis.del(`{${namespace}:s0}:in:${KEY}`, `{${namespace}:s0}:m:in:${KEY}`);
    await push(next, '3');
    expect(await claimed(next)).toMatchObject({ dirty: false, tries: 0 });
  });

  it('is learned by whoever meets a Redis that does not know the scripts of the last one', async () => {
    const terms: Term[] = [
      { number: '1', since: '0' },
      { number: '2', since: '0' },
    ];
    const shard = testShard(namespace, 'old', async () => terms.shift() ?? { number: '3', since: '0' });
    open.push(shard);
    await push(shard, '1');
    const { epoch } = await claimed(shard);
    await shard.redis.script('FLUSH');
    expect(await commit(shard.shard.claims, aCommit(epoch))).toBe('fenced');
    expect(await claimed(shard)).toMatchObject({ dirty: true });
  });

  it('is published once per life of Redis, by who has a database, for all who wait', async () => {
    const database = new FakeDatabase();
    const { redis } = old;
    const tag = `{${namespace}:s0}`;
    const waiting = publishedTerm(redis, tag);
    await Promise.all([1, 2, 3].map(() => publishTerm(redis, tag, database.terms)));
    const term = await waiting;
    expect(term.number).toBe('1');
    expect(Math.abs(Number(term.since) / 1_000 - Date.now())).toBeLessThan(60_000);
    await publishTerm(redis, tag, async () => 9);
    expect(await publishedTerm(redis, tag)).toEqual(term);
  });
});

describe('a replica that takes over without the last writes', () => {
  const cacheFolder = fileURLToPath(new URL('../../../.data/cache', import.meta.url));
  let namespace: string;
  let primary: Server;
  let replica: Server;
  let way: Forwarder;
  let database: FakeDatabase;
  const workers: Mailboxes[] = [];
  const events: MailboxEvent[] = [];
  /** What each worker's handler was called for. */
  const runs: Record<'first' | 'second', string[]> = { first: [], second: [] };

  beforeEach(async () => {
    namespace = aNamespace();
    database = new FakeDatabase();
    for (const list of [events, runs.first, runs.second]) list.length = 0;
    [primary, replica] = await Promise.all([bringUpRedis({ cacheFolder }), bringUpRedis({ cacheFolder })]);
    way = await openForwarder(primary.url);
    await withRedis(primary.url, (redis) => redis.config('SET', 'repl-diskless-sync-delay', '0'));
    await withRedis(replica.url, (redis) => redis.replicaof('127.0.0.1', new URL(primary.url).port));
    await until(
      () => withRedis(replica.url, async (redis) => /link_status:up/.test(await redis.info('replication'))),
      30_000,
    );
  }, 60_000);

  async function withRedis<T>(url: string, use: (redis: ReturnType<typeof connectRedis>) => Promise<T>): Promise<T> {
    const redis = connectRedis({ url, name: 'test' });
    return await use(redis).finally(() => redis.disconnect());
  }

  /** The replica becomes a primary of its own: it hears nothing more of the other, which goes on. */
  async function part(): Promise<void> {
    await withRedis(primary.url, async (redis) => {
      await redis.set(`${namespace}:caught-up`, '1');
      await redis.wait(1, 10_000);
    });
    await withRedis(replica.url, (redis) => redis.replicaof('NO', 'ONE'));
  }

  async function failOver(): Promise<void> {
    await primary.stop();
    way.leadTo(replica.url);
  }

  const echoes = async () =>
    idsOf(await withRedis(replica.url, (redis) => redis.lrange(`{${namespace}:s0}:out-n:${KEY}`, 0, -1)));

  const open = async () => {
    const worker = await testMailboxes(namespace, {
      redis: way.url,
      terms: database.terms,
      observe: (event) => void events.push(event),
    });
    workers.push(worker);
    return worker;
  };

  /** Drains one mailbox at a time; each item is written to the database and echoed, once `gate` lets it. */
  async function work(name: 'first' | 'second', gate: (id: string) => Promise<unknown> = async () => {}) {
    const worker = await open();
    const handle = async (delivery: Delivery) => {
      const { id } = delivery.item;
      runs[name].push(id);
      await gate(id);
      await delivery.settle();
      return database.write(delivery, { push: [{ queue: 'out-n', item: anItem(id) }], wrote: true });
    };
    worker.drain('in', handle, { receipts: database.receipts, concurrency: 1 });
    return worker;
  }

  /** The first worker commits `lost` after the replica stopped listening, and stands still in the item after them. */
  async function loseCommitsOf(lost: readonly string[]) {
    const parted = Promise.withResolvers<void>();
    const woken = Promise.withResolvers<void>();
    const last = String(Number(lost.at(-1)) + 1);
    const worker = await work('first', async (id) => {
      if (id === lost[0]) await parted.promise;
      if (id === last) await woken.promise;
    });
    const items = ['1', '2', '3', '4', '5', '6'].map((id) => ({ key: KEY, item: anItem(id) }));
    await worker.push('in', items);
    await until(() => runs.first.includes(lost[0] ?? ''), 20_000);
    await part();
    parted.resolve();
    await until(() => runs.first.includes(last), 20_000);
    await failOver();
    await work('second');
    await until(async () => (await echoes()).length === 6, 30_000);
    woken.resolve();
    await until(() => events.some(({ name }) => name === 'fenced'), 20_000);
    return worker;
  }

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    way.close();
    await Promise.all([primary.stop(), replica.stop()]);
  }, 30_000);

  it('what the database has is not done again, its effects go out, and the owner from before is fenced', async () => {
    const first = await loseCommitsOf(['3']);
    expect(await echoes()).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(database.committed).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(runs.second).toEqual(['4', '5', '6']);
    await first.push('in', [{ key: KEY, item: anItem('7') }]);
    await until(async () => (await echoes()).includes('7'), 20_000);
  }, 90_000);

  it('of two commits that were forgotten the earlier is done again, the later is not', async () => {
    await loseCommitsOf(['3', '4']);
    expect(await echoes()).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(database.committed).toEqual(['1', '2', '3', '4', '3', '5', '6']);
  }, 90_000);

  it('whoever has no database waits for the term, and then drains', async () => {
    const sender = await testMailboxes(namespace, { redis: way.url, terms: 'published' });
    workers.push(sender);
    const seen: string[] = [];
    sender.drain('out-n', ({ item }) => ({ took: seen.push(item.id) && 1 }));
    await sender.push('out-n', [{ key: KEY, item: anItem('1') }]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(seen).toEqual([]);
    await open();
    await until(() => seen.length === 1, 20_000);
  }, 90_000);
});
