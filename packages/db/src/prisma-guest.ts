import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Client, Db } from './client.ts';
import type { Answer, Queryable, Statement } from './raw.ts';

/** Longer than any handler should take; PostgreSQL itself ends a transaction that idles for five seconds. */
const LONGEST_MS = 30_000;
const ENDS = /^(begin|commit|rollback)$/i;
const NOTHING: Answer & { readonly fields: readonly [] } = { rows: [], rowCount: 0, fields: [] };

/** The connection that whoever runs now has Prisma begin its transaction on. */
const lent = new AsyncLocalStorage<Queryable>();

/** A pool as Prisma sees it: it connects to what it is lent, if anything. */
export const lendingPool = (pool: pg.Pool): pg.Pool =>
  new Proxy(pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        const connection = name === 'connect' && lent.getStore();
        return connection ? Promise.resolve(withoutEnds(connection)) : Reflect.apply(value, target, args);
      };
    },
  });

/** What Prisma asks of a connection; whoever lends it begins, commits and releases. */
const withoutEnds = (connection: Queryable) => ({
  query: async (statement: Statement) => (ENDS.test(statement.text) ? NOTHING : await connection.query(statement)),
  on: () => {},
  removeListener: () => {},
  release: () => {},
});

/** Prisma inside of a transaction that is not its own. */
export interface Guest {
  readonly db: Db;
  /** Prisma may forget the transaction. */
  leave(): void;
}

/** Has Prisma join the transaction that is open on a connection. */
export async function invite(client: Client, connection: Queryable): Promise<Guest> {
  const joined = Promise.withResolvers<Db>();
  const left = Promise.withResolvers<void>();
  void lent.run(connection, () =>
    client
      .$transaction(
        async (db) => {
          joined.resolve(db);
          await left.promise;
        },
        { maxWait: 5_000, timeout: LONGEST_MS },
      )
      .catch(joined.reject),
  );
  return { db: await joined.promise, leave: left.resolve };
}
