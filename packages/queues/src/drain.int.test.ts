import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Commit } from './commit.ts';
import type { Delivery } from './delivery.ts';
import { RetryLater } from './errors.ts';
import { aNamespace, anItem, forget, testMailboxes, until } from './fixture.ts';
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
