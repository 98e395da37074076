import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aNamespace, anItem, forget, idsOf, pushOne, testShard } from './fixture.ts';
import { type CommitCall, claim, commit } from './protocol.ts';

const KEY = '7.-100';
let namespace: string;
let one: ReturnType<typeof testShard>;
const open: { close: () => Promise<void> }[] = [];
const spaces: string[] = [];

beforeEach(() => {
  namespace = aNamespace();
  spaces.push(namespace);
  one = testShard(namespace, 'one');
  open.push(one);
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await Promise.all(spaces.map(forget));
});

const push = (id: string) => pushOne(one, { key: KEY, item: anItem(id) });
async function claimed(by: ReturnType<typeof testShard>) {
  const found = await claim(by.shard.claims, 'in', KEY, 10, 'one:j', ['raid']);
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
  bound: 20_000,
  effects: [],
  ...more,
});

describe('effects', () => {
  it('timers fire once, when due and not cancelled, and move when set again', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    const now = Date.now();
    const timer = (id: string, at: number) => ['t', id, String(at), JSON.stringify(anItem(id))];
    const effects = [
      ...timer('a', now - 1),
      ...timer('b', now - 1),
      ...timer('c', now + 60_000),
      ...timer('d', now + 60_000),
      'x',
      'b',
      ...timer('d', now - 1),
    ];
    await commit(one.shard.claims, aCommit(epoch, { effects }));
    expect(await one.shard.upkeep.run('pump', 10)).toEqual([2, [KEY]]);
    expect(await one.shard.upkeep.run('pump', 10)).toEqual([0, []]);
    expect(new Set(idsOf((await claimed(one)).items))).toEqual(new Set(['a', 'd']));
  });

  it('state runs out, and is swept while others write', async () => {
    for (let i = 0; i < 30; i++) await push(String(i));
    const { epoch } = await claimed(one);
    await commit(
      one.shard.claims,
      aCommit(epoch, {
        n: 0,
        mode: 'keep',
        effects: Array.from({ length: 20 }, (_, i) => ['s', `m${i}`, '1', '1']).flat(),
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (let c = 2; c < 30; c++) {
      await commit(
        one.shard.claims,
        aCommit(epoch, { c, n: 0, mode: 'keep', effects: ['s', 'raid', '{"on":true}', '60000'] }),
      );
    }
    expect(await one.redis.hlen(`{${namespace}:s0}:st:${KEY}`)).toBeLessThan(10);
    await one.shard.claims.run('release', 'in', KEY, epoch, 'clean', 0, 0);
    expect((await claimed(one)).state).toEqual([expect.stringMatching(/^\d+ \{"on":true\}$/)]);
  });

  it('the normal lane drops what lies beyond its bound, and says so', async () => {
    await push('1');
    const { epoch } = await claimed(one);
    const effects = ['p', 'out-n', '{}', 'p', 'out-n', '{}', 'p', 'out-n', '{}'];
    expect(await commit(one.shard.claims, aCommit(epoch, { bound: 2, effects }))).toMatchObject({
      dropped: 1,
      wake: ['out-n'],
    });
  });
});

describe('parking', () => {
  it('sets the head aside, goes on, and brings it back to the end', async () => {
    await push('1');
    await push('2');
    const { epoch } = await claimed(one);
    expect(await one.shard.claims.run('park', 'in', KEY, epoch, '"why"')).toBe('yielded');
    await push('3');
    expect(await one.shard.upkeep.run('replay', 'in', KEY, 0)).toEqual([1, 0]);
    expect(idsOf((await claimed(one)).items)).toEqual(['2', '3', '1']);
    expect(await one.shard.upkeep.run('parked', 'in', 10)).toEqual([]);
  });
});
