import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { backend, eve, mailbox, units } from './fixture.ts';
import { connectDatabase, DatabaseUnavailable, Fenced, type UnitOfWork, Unsure } from './index.ts';

const test = units();
const { work, users, receipt } = test;

/** However slow the machine is. */
const patient = async ({ db }: UnitOfWork) =>
  await db.$executeRaw`set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

/** Until a backend waits for a lock. */
async function waitsForLock(pid: number): Promise<void> {
  for (;;) {
    const rows = await test.database.db.$queryRaw<unknown[]>`select from pg_locks where pid = ${pid} and not granted`;
    if (rows.length > 0) return;
  }
}

/** Another way to the same server, which can be cut. */
async function relay(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.pipe(far).pipe(near);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const own = new URL(url);
  own.host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: own.href, cut };
}

describe('exactly once', () => {
  it('a crash before COMMIT leaves nothing, and the next owner handles the item', async () => {
    const crashed = work('a:1', 10);
    await crashed.db.user.create(eve());
    await test.database.db.$executeRaw`select pg_terminate_backend(${await backend(crashed.db)})`;
    await expect(crashed.commit({})).rejects.toThrow(DatabaseUnavailable);

    expect(await test.database.receipts.raise(mailbox, 11)).toEqual({ fenced: false });
    const next = work('a:1', 11);
    await next.db.user.create(eve());
    expect(await next.commit({})).toBe('committed');
    expect(await users()).toEqual([7]);
  });

  it('a crash after COMMIT: the next owner is given the stored payload', async () => {
    const first = work('a:1', 10);
    await first.db.user.create(eve());
    await first.commit({ said: 'hello' });
    expect(await test.database.receipts.raise(mailbox, 11)).toMatchObject({
      fenced: false,
      item: 'a:1',
      payload: { said: 'hello' },
    });
  });

  it('an item that runs a second time commits nothing and gets the stored payload', async () => {
    const first = work('a:1', 10);
    await first.db.user.create(eve(7));
    await first.commit({ said: 'hello' });
    const again = work('a:1', 10);
    await again.db.user.create(eve(8));
    expect(await again.commit({ said: 'something else' })).toEqual({ stored: { said: 'hello' } });
    expect(await users()).toEqual([7]);
  });

  it('a zombie is fenced once the next owner raised the receipt', async () => {
    const zombie = work('a:1', 10);
    await zombie.db.user.create(eve(7));
    await test.database.receipts.raise(mailbox, 11);
    await expect(zombie.commit({})).rejects.toEqual(new Fenced(11));
    expect(await users()).toEqual([]);
    expect(await receipt()).toMatchObject({ epoch: 11n, item: null });
  });

  it('a zombie that holds the receipt makes its successor wait, and find its payload', async () => {
    await test.database.receipts.raise(mailbox, 9);
    const zombie = work('a:1', 10);
    await zombie.db.user.create(eve(7));
    const committed = zombie.commit({ said: 'hello' });
    const raised = test.database.receipts.raise(mailbox, 11);
    expect(await committed.catch((error: unknown) => error)).toEqual(expect.anything());
    expect(await raised).toMatchObject({ fenced: false });
    const found = await receipt();
    expect(await users()).toEqual(found?.item === 'a:1' ? [7] : []);
  });

  it('raising to an epoch that is not larger is refused', async () => {
    await test.database.receipts.raise(mailbox, 11);
    expect(await test.database.receipts.raise(mailbox, 11)).toEqual({ fenced: true, epoch: 11 });
    expect(await test.database.receipts.raise(mailbox, 3)).toEqual({ fenced: true, epoch: 11 });
  });

  it('the next item of the same owner replaces the receipt', async () => {
    for (const item of ['a:1', 'b:2']) {
      const unit = work(item);
      await unit.db.user.create(eve(item === 'a:1' ? 7 : 8));
      await unit.commit({ item });
    }
    expect(await receipt()).toMatchObject({ item: 'b:2', payload: { item: 'b:2' } });
  });

  it('a backend that dies over the receipt has committed nothing', async () => {
    const holder = work('a:1', 9);
    await patient(holder);
    await holder.db.$executeRaw`insert into mailbox_receipt (mailbox, epoch) values (${mailbox}, 9)`;
    const unit = work('a:1', 10);
    await unit.db.user.create(eve());
    await patient(unit);
    const pid = await backend(unit.db);
    const committed = unit.commit({}).catch((error: unknown) => error);
    await waitsForLock(pid);
    await test.database.db.$executeRaw`select pg_terminate_backend(${pid}::int)`;
    expect(await committed).toBeInstanceOf(DatabaseUnavailable);
    await holder.rollback();
    expect(await users()).toEqual([]);
  });

  it('a connection that is lost once COMMIT was sent leaves it unsure', async () => {
    const holder = work('a:1', 9);
    await patient(holder);
    await holder.db.$executeRaw`insert into mailbox_receipt (mailbox, epoch) values (${mailbox}, 9)`;
    const line = await relay(test.url);
    const distant = connectDatabase({ url: line.url });
    const unit = distant.unitOfWork({ mailbox, epoch: 10, item: 'a:1' });
    await unit.db.user.create(eve());
    await patient(unit);
    const pid = await backend(unit.db);
    const committed = unit.commit({}).catch((error: unknown) => error);
    await waitsForLock(pid);
    line.cut();
    expect(await committed).toBeInstanceOf(Unsure);
    await holder.rollback();
    await distant.close();
  });

  it('an error in answer to COMMIT is unsure', async () => {
    await test.database.db.$executeRaw`create table late (n int primary key deferrable initially deferred)`;
    const unit = work('a:1');
    await unit.db.$executeRaw`insert into late values (1), (1)`;
    await expect(unit.commit({})).rejects.toThrow(Unsure);
    expect(await receipt()).toBeNull();
    await test.database.db.$executeRaw`drop table late`;
  });
});
