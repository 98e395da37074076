import { describe, expect, it, jest } from '@jest/globals';
import { backend, eve, mailbox, units } from './fixture.ts';
import { connectDatabase, type Database, DatabaseUnavailable, Prisma } from './index.ts';

const test = units();
const { work, users, receipt } = test;

describe('a unit of work', () => {
  it('opens nothing and leaves no receipt when nothing is written', async () => {
    const beforeOpen = jest.fn(async () => {});
    const unit = test.database.unitOfWork({ mailbox, epoch: 10, item: 'a:1', beforeOpen });
    expect(await unit.db.user.count()).toBe(0);
    expect(await unit.commit({ said: 'hello' })).toBe('committed');
    expect(unit.wrote).toBe(false);
    expect(beforeOpen).not.toHaveBeenCalled();
    expect(await receipt()).toBeNull();
  });

  it('opens one transaction with the first write, reads its own writes, and commits them with the receipt', async () => {
    const beforeOpen = jest.fn(async () => {});
    const unit = test.database.unitOfWork({ mailbox, epoch: 10, item: 'a:1', beforeOpen });
    await unit.db.user.create(eve(7));
    await unit.db.user.create(eve(8));
    expect(await unit.db.user.count()).toBe(2);
    expect(await users()).toEqual([]);
    expect(await unit.commit({ said: 'hello' })).toBe('committed');
    expect(beforeOpen).toHaveBeenCalledTimes(1);
    expect(await users()).toEqual([7, 8]);
    expect(await receipt()).toEqual({ mailbox, epoch: 10n, item: 'a:1', payload: { said: 'hello' } });
  });

  it.each([
    ['a raw statement', async (db: Database['db']) => await db.$executeRaw`delete from users`],
    ['a writing raw query', async (db: Database['db']) => await db.$queryRaw`delete from users returning name`],
    ['a locking read', async (db: Database['db']) => await db.$queryRaw`select 1 from users for update`],
    ['a composed query', async (db: Database['db']) => await db.$queryRaw(Prisma.sql`delete from users returning 1`)],
  ])('counts %s as a write', async (_what, write) => {
    const unit = work('a:1');
    await unit.db.$queryRaw`select name from users`;
    expect(unit.wrote).toBe(false);
    await write(unit.db);
    expect(unit.wrote).toBe(true);
    await unit.rollback();
  });

  it('is one transaction for models and plain SQL', async () => {
    const unit = work('a:1');
    await unit.db.$executeRaw`insert into users (user_id, name) values (7, 'Eve')`;
    await unit.db.user.update({ where: { userId: 7 }, data: { name: 'Eva' } });
    expect(await unit.db.$queryRaw`select user_id, name from users`).toEqual([{ user_id: 7, name: 'Eva' }]);
    expect(await backend(unit.db)).not.toBe(await backend(test.database.db));
    await unit.db.chat.create({ data: { chatId: -5, title: 'A', settings: { create: { module: 'm', data: {} } } } });
    expect(await test.database.db.chat.count()).toBe(0);
    await unit.rollback();
    expect(await test.database.db.chat.count()).toBe(0);
    expect(await users()).toEqual([]);
  });

  it('keeps units apart that are open at the same time', async () => {
    const units = [7, 8, 9].map((id) => test.database.unitOfWork({ mailbox: `1.-${id}`, epoch: 10, item: 'a:1' }));
    await Promise.all(units.map((unit, n) => unit.db.user.create(eve(7 + n))));
    const seen = await Promise.all(units.map((unit, n) => unit.db.user.findUnique({ where: { userId: 7 + n } })));
    expect(seen.map((user) => user?.userId)).toEqual([7, 8, 9]);
    expect(await Promise.all(units.map((unit) => unit.db.user.count()))).toEqual([1, 1, 1]);
    await Promise.all(units.map((unit, n) => (n === 1 ? unit.rollback() : unit.commit({}))));
    expect(await users()).toEqual([7, 9]);
  });

  it('refuses statements after its end', async () => {
    const unit = work('a:1');
    await unit.db.user.create(eve(7));
    await unit.rollback();
    await expect(unit.db.user.create(eve(8))).rejects.toThrow();
    await expect(unit.db.$executeRaw`insert into users (user_id, name) values (9, 'Eve')`).rejects.toThrow('over');
    expect(await users()).toEqual([]);
  });

  it('writes nothing when the hook before opening refuses', async () => {
    const refusal = new Error('not ours any more');
    const unit = test.database.unitOfWork({
      mailbox,
      epoch: 10,
      item: 'a:1',
      beforeOpen: () => Promise.reject(refusal),
    });
    await expect(unit.db.user.create(eve())).rejects.toBe(refusal);
    await unit.rollback();
    expect(await users()).toEqual([]);
  });

  it('keeps payloads whole, whatever people typed', async () => {
    const payload = { text: 'nul \u0000, half a pair \ud83d, quotes " and \\' };
    const unit = work('a:1');
    await unit.db.user.create(eve());
    await unit.commit(payload);
    expect(await work('a:1', 11).db.mailboxReceipt.findFirst()).toMatchObject({ payload });
  });
});

describe('a savepoint', () => {
  it('undoes its own writes only', async () => {
    const unit = work('a:1');
    await unit.db.user.create(eve(7));
    const broken = unit.savepoint(async () => {
      await unit.db.user.create(eve(8));
      await unit.db.user.create(eve(7)); // unique violation: PostgreSQL refuses everything after it
    });
    await expect(broken).rejects.toMatchObject({ code: 'P2002' });
    await unit.savepoint(async () => await unit.db.user.create(eve(9)));
    expect(await unit.commit({})).toBe('committed');
    expect(await users()).toEqual([7, 9]);
  });

  it('undoes a transaction that was opened inside it, at any depth', async () => {
    const unit = work('a:1');
    const outer = unit.savepoint(async () => {
      const inner = unit.savepoint(async () => {
        await unit.db.user.create(eve(7));
        throw new Error('inner');
      });
      await expect(inner).rejects.toThrow('inner');
      await unit.db.user.create(eve(8));
    });
    await outer;
    expect(await unit.commit({})).toBe('committed');
    expect(await users()).toEqual([8]);
  });

  it('goes back to the beginning, where nothing was written before, as often as it must', async () => {
    const unit = work('a:1');
    for (const id of [7, 8]) {
      const broken = unit.savepoint(async () => {
        await unit.db.user.create(eve(id));
        await unit.db.$executeRaw`insert into users (user_id) values (1)`; // no name: refused
      });
      await expect(broken).rejects.toMatchObject({ code: '23502' });
    }
    await unit.savepoint(async () => await unit.db.user.create(eve(9)));
    const late = unit.savepoint(async () => {
      await unit.db.user.create(eve(10));
      throw new Error('late');
    });
    await expect(late).rejects.toThrow('late');
    expect(await unit.commit({})).toBe('committed');
    expect(await users()).toEqual([9]);
  });

  it('costs nothing when nothing is written', async () => {
    const unit = work('a:1');
    await expect(unit.savepoint(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(unit.wrote).toBe(false);
  });

  it('costs nothing in an open transaction either, until a statement is made inside it', async () => {
    const unit = work('a:1');
    await unit.db.$executeRaw`update users set name = 'first'`;
    const open = await backend(unit.db);
    const last = async () => {
      const [row] = await test.database.db.$queryRaw<{ query: string }[]>`
        select query from pg_stat_activity where pid = ${open}`;
      return row?.query;
    };
    const before = await last();
    await unit.savepoint(async () => {});
    await expect(unit.savepoint(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await last()).toBe(before);
    await unit.savepoint(async () => await Promise.all([unit.db.user.create(eve(7)), unit.db.user.create(eve(8))]));
    expect(await last()).toContain('INSERT');
    await unit.commit({});
    expect(await users()).toEqual([7, 8]);
  });
});

describe('trouble', () => {
  it('a connection cut in mid-transaction ends the unit, not the process, and the pool goes on', async () => {
    const unit = work('a:1');
    await unit.db.user.create(eve());
    await test.database.db.$executeRaw`select pg_terminate_backend(${await backend(unit.db)})`;
    await expect(unit.savepoint(() => unit.db.user.create(eve(8)))).rejects.toThrow(DatabaseUnavailable);
    await unit.rollback();
    await test.database.ping();
    expect(await users()).toEqual([]);
  });

  it('a lock that is not free within two seconds says: later', async () => {
    await test.database.db.user.create(eve());
    const holder = work('a:1');
    await holder.db.user.update({ where: { userId: 7 }, data: { name: 'Held' } });
    const waiter = test.database.unitOfWork({ mailbox: '1.-200', epoch: 1, item: 'b:1' });
    const update = waiter.db.user.update({ where: { userId: 7 }, data: { name: 'Waited' } });
    await expect(update).rejects.toThrow(DatabaseUnavailable);
    await waiter.rollback();
    await holder.rollback();
  });

  it('a database that is not there says so, to reads, writes, receipts and ping', async () => {
    const nowhere = connectDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' });
    const unit = nowhere.unitOfWork({ mailbox, epoch: 1, item: 'a:1' });
    const attempts = [
      () => unit.db.user.count(),
      () => unit.db.user.create(eve()),
      () => nowhere.receipts.raise(mailbox, 1),
      () => nowhere.ping(),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(DatabaseUnavailable);
    await unit.rollback();
    await nowhere.close();
  });

  it('leaves no connection behind', async () => {
    const { total, idle, waiting } = test.database.connections();
    expect({ idle, waiting }).toEqual({ idle: total, waiting: 0 });
  });
});
