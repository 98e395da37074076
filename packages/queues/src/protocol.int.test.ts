import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aNamespace, anItem, forget, idsOf, pushOne, testShard } from './fixture.ts';
import type { QueueName } from './item.ts';
import { type CommitCall, claim, commit } from './protocol.ts';

const KEY = '7.-100';
let namespace: string;
let one: ReturnType<typeof testShard>;
let two: ReturnType<typeof testShard>;
const open: { close: () => Promise<void> }[] = [];
const spaces: string[] = [];

beforeEach(() => {
  namespace = aNamespace();
  spaces.push(namespace);
  one = testShard(namespace, 'one');
  two = testShard(namespace, 'two');
  open.push(one, two);
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await Promise.all(spaces.map(forget));
});

const push = (id: string, more: Partial<Parameters<typeof pushOne>[1]> = {}) =>
  pushOne(one, { key: KEY, item: anItem(id), ...more });

async function claimed(
  by: ReturnType<typeof testShard>,
  { q = 'in' as QueueName, key = KEY, want = 10, job = 'j' } = {},
) {
  const found = await claim(by.shard.claims, q, key, want, `${by === two ? 'two' : 'one'}:${job}`, ['raid']);
  if (typeof found === 'string') throw new Error(found);
  return found;
}
const arrivalOf = (element = '') => element.slice(0, element.indexOf(':'));

const aCommit = (epoch: string, more: Partial<CommitCall> = {}): CommitCall => ({
  q: 'in',
  key: KEY,
  epoch,
  c: 1,
  n: 1,
  mode: 'next',
  want: 10,
  bound: 20_000,
  effects: [],
  ...more,
});
const release = (by: ReturnType<typeof testShard>, epoch: string, how: string, q = 'in', above = 0) =>
  by.shard.claims.run<number | 'fenced'>('release', q, KEY, epoch, how, 0, above);
const watchdog = (by: ReturnType<typeof testShard>, q = 'in') =>
  by.shard.upkeep.run<[number, string[]]>('watchdog', q, 0, 100);
const meta = (q = 'in') => one.redis.hgetall(`{${namespace}:s0}:m:${q}:${KEY}`);
/** Moves the head's arrival and wake-up into the past, as if time had gone by. */
async function age(ms = 5_000, q = 'in') {
  const tag = `{${namespace}:s0}`;
  await one.redis.zincrby(`${tag}:busy:${q}`, -ms * 1_000, KEY);
  await one.redis.hset(`${tag}:m:${q}:${KEY}`, 'w', 0);
}

describe('push', () => {
  it('wakes a key once, until it is claimed', async () => {
    expect([await push('1'), await push('2')]).toEqual(['wake', 'accepted']);
    const { items, epoch } = await claimed(one);
    expect(idsOf(items)).toEqual(['1', '2']);
    expect(await push('3')).toBe('accepted');
    expect(await commit(one.shard.claims, aCommit(epoch, { n: 3 }))).toMatchObject({ rest: 'finished' });
    expect(await push('4')).toBe('wake');
  });

  it('numbers arrivals so that none recurs, though the mailbox is forgotten', async () => {
    await push('1');
    const first = await claimed(one);
    await commit(one.shard.claims, aCommit(first.epoch));
    await one.redis.del(`{${namespace}:s0}:m:in:${KEY}`);
    await push('1');
    const second = await claimed(one);
    expect(Number(arrivalOf(second.items[0]))).toBeGreaterThan(Number(arrivalOf(first.items[0])));
    expect(Number(second.epoch)).toBeGreaterThanOrEqual(Number(first.epoch));
  });

  it('refuses beyond the bound before it remembers the id', async () => {
    await push('1', { bound: 1 });
    expect(await push('2', { bound: 1, mark: 'seen:7:0', bit: 2 })).toBe('full');
    expect(await push('2', { bound: 2, mark: 'seen:7:0', bit: 2 })).toBe('accepted');
    expect(await push('2', { mark: 'seen:7:0', bit: 2 })).toBe('duplicate');
    expect(await push('3', { mark: 'pid:x' })).toBe('accepted');
    expect(await push('3', { mark: 'pid:x' })).toBe('duplicate');
  });
});

describe('the crash table', () => {
  it('killed after PUSH, before the job: the watchdog wakes it, once', async () => {
    await push('1');
    expect(await watchdog(two)).toEqual([-1, []]);
    await age();
    expect(await watchdog(two)).toEqual([-1, [KEY]]);
    expect(await watchdog(two)).toEqual([-1, []]);
  });

  it('killed in the handler: elsewhere while its heart beats, then dirty, alone and with a higher epoch', async () => {
    await push('1');
    await push('2');
    const dead = await claimed(one);
    expect(await claim(two.shard.claims, 'in', KEY, 10, 'two:j', [])).toBe('elsewhere');
    await age();
    expect(await watchdog(two)).toEqual([-1, []]);
    await one.redis.del(`{${namespace}:s0}:hb:one`);
    expect(await watchdog(two)).toEqual([-1, [KEY]]);

    const heir = await claimed(two);
    expect(heir).toMatchObject({ dirty: true, tries: 1 });
    expect(idsOf(heir.items)).toEqual(['1']);
    expect(Number(heir.epoch)).toBeGreaterThan(Number(dead.epoch));
  });

  it('killed after COMMIT: the next claim finds the rest', async () => {
    await push('1');
    await push('2');
    const dead = await claimed(one, { want: 1 });
    await commit(one.shard.claims, aCommit(dead.epoch, { want: 1 }));
    await one.redis.del(`{${namespace}:s0}:hb:one`);
    await age();
    await watchdog(two);
    expect(idsOf((await claimed(two)).items)).toEqual(['2']);
  });

  it('a frozen drainer that wakes is fenced in all it does', async () => {
    await push('1');
    const frozen = await claimed(one);
    await one.redis.hset(`{${namespace}:s0}:m:in:${KEY}`, 'o', '');
    const heir = await claimed(two);
    expect(await commit(one.shard.claims, aCommit(frozen.epoch, { effects: ['p', 'out-n', '{}'] }))).toBe('fenced');
    expect(await release(one, frozen.epoch, 'clean')).toBe('fenced');
    expect(await one.shard.claims.run('hold', 'in', KEY, frozen.epoch, 'one:j')).toBe('fenced');
    expect(await one.shard.claims.run('park', 'in', KEY, frozen.epoch, '""')).toBe('fenced');
    expect(await one.redis.llen(`{${namespace}:s0}:out-n:${KEY}`)).toBe(0);
    expect(await commit(two.shard.claims, aCommit(heir.epoch))).toMatchObject({ rest: 'finished' });
    expect(await commit(one.shard.claims, aCommit(frozen.epoch))).toBe('fenced');
  });

  it.each(['next', 'yield', 'keep'] as const)(
    'a COMMIT that is sent twice (%s) takes effect once and is answered twice',
    async (mode) => {
      for (const id of ['1', '2', '3']) await push(id);
      const { epoch } = await claimed(one, { want: 1 });
      const call = aCommit(epoch, {
        mode,
        want: 1,
        effects: ['p', 'out-u', '{}', 'v', 'settings', 'r', 'a', '5', '1000'],
      });
      const first = await commit(one.shard.claims, call);
      expect(await commit(one.shard.claims, call)).toEqual(first);
      expect(first).toMatchObject({ wake: ['out-u'], versions: { settings: expect.any(Number) } });
      expect(await one.redis.llen(`{${namespace}:s0}:in:${KEY}`)).toBe(2);
      expect(await one.redis.llen(`{${namespace}:s0}:out-u:${KEY}`)).toBe(1);
    },
  );

  it('a last COMMIT that is sent twice still says finished', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    expect(await commit(one.shard.claims, aCommit(epoch))).toMatchObject({ rest: 'finished' });
    expect(await commit(one.shard.claims, aCommit(epoch))).toMatchObject({ rest: 'finished' });
  });

  it('a COMMIT that skips one is fenced', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    expect(await commit(one.shard.claims, aCommit(epoch, { c: 2 }))).toBe('fenced');
  });

  it('a CLAIM that is sent twice is an unclean end of its own', async () => {
    await push('1');
    const lost = await claimed(one);
    expect(await claimed(one)).toMatchObject({ dirty: true, tries: 1 });
    expect(await commit(one.shard.claims, aCommit(lost.epoch))).toBe('fenced');
  });

  it('an empty mailbox is let go', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    await commit(one.shard.claims, aCommit(epoch));
    expect(await claim(two.shard.claims, 'in', KEY, 10, 'two:j', [])).toBe('empty');
    expect(await one.redis.zcard(`{${namespace}:s0}:busy:in`)).toBe(0);
    expect(await push('2')).toBe('wake');
  });

  it('a lane remembers the call under way, until it is known that nothing happened', async () => {
    for (const id of ['1', '2']) await push(id, { q: 'out-n' });
    const lane = { q: 'out-n' as const };
    const first = await claimed(one, lane);
    expect(first.begun).toBe(false);
    await release(one, first.epoch, 'clean', 'out-n');
    const second = await claimed(one, lane);
    expect(second).toMatchObject({ dirty: false, begun: false });
    await release(one, second.epoch, 'unsure', 'out-n');
    const third = await claimed(two, lane);
    expect(third).toMatchObject({ dirty: true, begun: true, tries: 1 });
    await commit(two.shard.claims, aCommit(third.epoch, { q: 'out-n' }));
    await release(two, third.epoch, 'unsure', 'out-n');
    expect(idsOf((await claimed(one, lane)).items)).toEqual(['2']);
  });

  it('counts no try for a clean or an unsure release, and apart what failed or killed', async () => {
    await push('1');
    const first = await claimed(one);
    await release(one, first.epoch, 'clean');
    const second = await claimed(one);
    expect(second).toMatchObject({ dirty: false, tries: 0 });
    await release(one, second.epoch, 'unsure');
    const third = await claimed(two);
    expect(third).toMatchObject({ dirty: true, tries: 1 });
    expect(await release(two, third.epoch, 'failed')).toBe(1);
    const fourth = await claimed(one);
    expect(fourth).toMatchObject({ tries: 1, failures: 1, kills: 0 });
    expect(await release(one, fourth.epoch, 'killed')).toBe(1);
    const fifth = await claimed(one);
    await commit(one.shard.claims, aCommit(fifth.epoch));
    expect(await meta()).toMatchObject({ tries: '0', busy: '0' });
    expect(await meta()).not.toHaveProperty('failures');
  });

  it('an epoch met in the database alone is exceeded by the next claim', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    const met = Number(epoch) + 1_000_000;
    await release(one, epoch, 'unsure', 'in', met);
    expect(Number((await claimed(two)).epoch)).toBeGreaterThan(met);
  });

  it('HOLD takes a given-up mailbox back, if nobody claimed it', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    await one.redis.hset(`{${namespace}:s0}:m:in:${KEY}`, 'o', '');
    expect(await one.shard.claims.run('hold', 'in', KEY, epoch, 'one:j')).toBe('held');
    expect(await claim(two.shard.claims, 'in', KEY, 10, 'two:j', [])).toBe('elsewhere');
  });
});

it('one operation that fails leaves the others of its call alone', async () => {
  await one.redis.set(`{${namespace}:s0}:in:broken`, 'not a list');
  const results = await Promise.allSettled([push('1', { key: 'broken' }), push('2')]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
