import pg from 'pg';
import { createClient, type Db } from './client.ts';
import { translated } from './errors.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import { routed } from './routed.ts';
import { recordSightings, type Sightings } from './sightings.ts';
import { createTerms, type Terms } from './terms.ts';
import { ItemUnit, type UnitOfWork, type UnitOfWorkOptions } from './unit-of-work.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name?: string;
  /** Most connections of this process; 10 unless said. */
  readonly maxConnections?: number;
  /** Age at which a connection is replaced; never unless said. */
  readonly maxLifetimeSeconds?: number;
  /** Idle time after which a connection is closed; 10 s unless said. */
  readonly idleTimeoutMs?: number;
  /** Told of connections that break while nobody waits for their answer. */
  readonly onError?: (error: Error) => void;
}

/** A process's way to PostgreSQL: one pool, shared by Prisma and raw SQL. */
export interface Database {
  /** Outside of any item: for reads, and for writes that need no exactly-once. */
  readonly db: Db;
  unitOfWork(options: UnitOfWorkOptions): UnitOfWork;
  readonly receipts: Receipts;
  readonly terms: Terms;
  recordSightings(sightings: Sightings): Promise<void>;
  /** Answers when the database does. @throws DatabaseUnavailable */
  ping(): Promise<void>;
  /** Connections now: all, idle ones, and callers waiting for one. */
  connections(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

/** Connects lazily, with the first query. */
export function connectDatabase(options: DatabaseOptions): Database {
  const onError = options.onError ?? (() => {});
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.name ?? 'alita',
    max: options.maxConnections ?? 10,
    maxLifetimeSeconds: options.maxLifetimeSeconds ?? 0,
    idleTimeoutMillis: options.idleTimeoutMs ?? 10_000,
    connectionTimeoutMillis: 5_000,
    // Statements leave without waiting for the answer to the one before, and 64-bit integers arrive as numbers.
    pipeline: true,
    types,
    // A frozen process must not hold up its successor.
    idle_in_transaction_session_timeout: 5_000,
    lock_timeout: 2_000,
  });
  pool.on('error', onError);
  const client = createClient(pool, onError);
  const source = { pool, client, onError };
  return {
    db: routed(client, { sql: () => pool, models: () => client }),
    unitOfWork: (unit) => new ItemUnit(source, unit),
    receipts: createReceipts(pool),
    terms: createTerms(pool),
    recordSightings: async (sightings) => await recordSightings(pool, sightings),
    async ping() {
      await pool.query('select 1').catch((error: unknown) => {
        throw translated(error);
      });
    },
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}
