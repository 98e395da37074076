/**
 * The database cannot serve just now: unreachable, restarting, out of connections, a lock or a deadlock in the way.
 * Nothing happened; the same work can be done later.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** Somebody else owns the mailbox by now: a larger epoch stands in its receipt. Nothing was committed. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  readonly epoch: number;
  constructor(epoch: number) {
    super(`the receipt has epoch ${epoch}`);
    this.epoch = epoch;
  }
}

/** `COMMIT` was sent and its answer did not come: only the receipt knows whether it took effect. */
export class Unsure extends Error {
  override readonly name = 'Unsure';
}

/** Prisma: unreachable, timed out, closed, no connection free, write conflict. */
const PRISMA = /^(P1001|P1002|P1008|P1017|P2024|P2034)$/;
/** PostgreSQL: connection lost, resources, shutdown, lock not free, deadlock, read-only after a failover. */
const SQLSTATE = /^(08...|53...|57P0[123]|55P03|40001|40P01|25006)$/;
const SOCKET = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
const KIND = /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|TransactionWriteConflict)$/;
const MESSAGE = /Connection terminated|timeout exceeded when trying to connect|not queryable/;

/** True for errors of pg and Prisma that say "not now" rather than "wrong". */
export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const says = (field: string, ...patterns: RegExp[]) => {
    const fact: unknown = Reflect.get(error, field);
    return typeof fact === 'string' && patterns.some((pattern) => pattern.test(fact));
  };
  if (says('code', PRISMA, SQLSTATE, SOCKET) || says('originalCode', SQLSTATE)) return true;
  if (says('kind', KIND) || says('message', MESSAGE)) return true;
  // Prisma wraps what the driver said: meta.driverAdapterError.cause.
  return ['meta', 'driverAdapterError', 'cause'].some((field) => isUnavailable(Reflect.get(error, field)));
}

/** True for what pg says of a connection that was known to be broken before the statement came. */
export const wasNeverSent = (error: unknown): boolean => error instanceof Error && /not queryable/.test(error.message);

/** The error as callers know it: `DatabaseUnavailable` when it says "not now", itself otherwise. */
export function translated(error: unknown): unknown {
  if (error instanceof Unsure || error instanceof Fenced || !isUnavailable(error)) return error;
  return new DatabaseUnavailable('the database cannot serve now', { cause: error });
}
