import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import type { Answer, Queryable, Statement } from './raw.ts';

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

/** Whoever connects during `work` gets this connection. */
export const lend = <T>(connection: Queryable, work: () => T): T => lent.run(connection, work);
