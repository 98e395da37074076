import type { Client, Db } from './client.ts';
import { lend } from './lending-pool.ts';
import type { Queryable } from './raw.ts';

/** Longer than any handler should take; PostgreSQL itself ends a transaction that idles for five seconds. */
const LONGEST_MS = 30_000;

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
  void lend(connection, () =>
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
