import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Fenced, Unsure } from './errors.ts';
import { aNamespace, anItem, forget, testMailboxes, until } from './fixture.ts';
import { FakeDatabase } from './fixture-database.ts';
import type { MailboxEvent, Mailboxes } from './surface.ts';

const KEY = '7.-100';
let namespace: string;
let mailboxes: Mailboxes;
let events: MailboxEvent[];

const push = (id: string, key = KEY) => mailboxes.push('in', [{ key, item: anItem(id) }]);
const named = (name: MailboxEvent['name']) => events.filter((event) => event.name === name);

beforeEach(async () => {
  namespace = aNamespace();
  events = [];
  mailboxes = await testMailboxes(namespace, { observe: (event) => events.push(event) });
});
afterEach(async () => {
  await mailboxes.close();
  await forget(namespace);
});

describe('receipts', () => {
  it('a clean claim asks for none', async () => {
    const { raised, receipts } = new FakeDatabase();
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
    const { rows, raised, receipts } = new FakeDatabase();
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
    const { receipts } = new FakeDatabase();
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
    const { rows, receipts } = new FakeDatabase();
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
