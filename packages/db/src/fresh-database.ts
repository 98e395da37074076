import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate, readMigrations } from './migrate.ts';

/** A migrated, empty database of the test server. */
export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * For tests: `const database = await freshDatabase()`, `await database.drop()`. Copied in milliseconds from a template
 * that is migrated once per server and set of migrations.
 */
export async function freshDatabase(serverUrl = process.env.TEST_DATABASE_URL ?? ''): Promise<FreshDatabase> {
  if (!serverUrl) throw new Error('TEST_DATABASE_URL is not set: run the tests through tooling/jest.config.mjs');
  const migrations = await readMigrations();
  const hash = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12);
  const template = `template_${hash}`;
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const urlOf = (database: string) => new URL(`/${database}`, serverUrl).href;

  await withClient(serverUrl, async (client) => {
    // One at a time: creating a template, and copying it, suffers no other session on it.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      const draft = `${template}_draft`;
      await client.query(`drop database if exists ${draft} with (force)`);
      await client.query(`create database ${draft}`);
      await migrate(urlOf(draft), migrations);
      await client.query(`alter database ${draft} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
  const drop = async () =>
    await withClient(serverUrl, async (client) => void (await client.query(`drop database ${name} with (force)`)));
  return { url: urlOf(name), drop };
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
