import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One checked-in step: its folder's name and its SQL. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const CHECKED_IN = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
/** Any number that nothing else of this system locks. */
const LOCK = 4_251_990;

/** The migrations of a folder (`prisma/migrations` unless said), in order. */
export async function readMigrations(folder = CHECKED_IN): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return await Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

/**
 * Applies what is missing, each migration in a transaction of its own, and answers the names of what it applied. Safe to
 * run from many processes at once: they wait for each other, and the later ones find nothing to do. The history is kept
 * in Prisma's table and format, so that Prisma's own tools can read it.
 * @throws MigrationError when an applied migration was edited or is unknown, or when one fails; nothing of it stays then
 */
export async function migrate(url: string, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // the query under way tells the same
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(HISTORY);
    const applied = await checkedHistory(client, wanted);
    const missing = wanted.filter(({ name }) => !applied.has(name));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

const HISTORY = `create table if not exists _prisma_migrations (
  id varchar(36) primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

const checksumOf = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/** The names of what is applied, once each was found to be what is checked in. */
async function checkedHistory(client: pg.Client, migrations: readonly Migration[]): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  );
  const problems = rows.flatMap(({ name, checksum, finished }) => {
    if (!finished) return [`${name} failed half-way: repair the database, then delete its row in _prisma_migrations`];
    const known = migrations.find((migration) => migration.name === name);
    if (!known) return [`${name} is applied, and this version does not know it: it is older than the database`];
    return checksumOf(known.sql) === checksum
      ? []
      : [`${name} was edited after it was applied: write a new one instead`];
  });
  if (problems.length > 0) throw new MigrationError(`Cannot migrate:\n  ${problems.join('\n  ')}`);
  return new Set(rows.map(({ name }) => name));
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values (gen_random_uuid(), $1, $2, clock_timestamp(), 1)`,
      [checksumOf(sql), name],
    );
    await client.query('commit');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(`Migration ${name} failed and was undone: ${reason}`, { cause });
  }
}
