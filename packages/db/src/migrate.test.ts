import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { MigrationError, migrate, readMigrations } from './migrate.ts';
import { schemaSql } from './schema-sql.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => await database.drop());

async function query(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(sql);
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

const COLUMNS = `select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
  from information_schema.columns where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1`;
const INDEXES = `select indexdef as line from pg_indexes
  where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`;
const CONSTRAINTS = `select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) as line
  from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'c'
   and conrelid <> coalesce(to_regclass('_prisma_migrations'), 0) order by 1`;

describe('migrations', () => {
  it('lead to what the schema says', async () => {
    const schema = await readFile(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
    const sql = await schemaSql(database.url, schema);
    const server = process.env.TEST_DATABASE_URL ?? '';
    const fromSchema = `schema_${process.pid}`;
    await query(server, `create database ${fromSchema}`);
    const fromSchemaUrl = new URL(`/${fromSchema}`, server).href;
    await query(fromSchemaUrl, `do $$ begin ${sql} end $$`);
    for (const catalog of [COLUMNS, INDEXES, CONSTRAINTS]) {
      expect(await query(database.url, catalog)).toEqual(await query(fromSchemaUrl, catalog));
    }
    await query(server, `drop database ${fromSchema} with (force)`);
  });

  it('are applied once, however many try at the same time', async () => {
    const server = process.env.TEST_DATABASE_URL ?? '';
    const name = `migrated_${process.pid}`;
    await query(server, `create database ${name}`);
    const url = new URL(`/${name}`, server).href;
    const names = (await readMigrations()).map((migration) => migration.name);
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.flat()).toEqual(names);
    expect(await migrate(url)).toEqual([]);
    await query(server, `drop database ${name} with (force)`);
  });

  it.each([
    ['an edited one', (sql: string) => `${sql}\n-- edited`, /was edited after it was applied/],
    ['a broken one', (sql: string) => sql, /2999_broken failed and was undone/],
  ])('refuse %s by name', async (_what, edit, message) => {
    const [first, ...rest] = await readMigrations();
    if (!first) throw new Error('no migration');
    const changed = [{ ...first, sql: edit(first.sql) }, ...rest, { name: '2999_broken', sql: 'create tabel x ()' }];
    const attempt = migrate(database.url, changed);
    await expect(attempt).rejects.toThrow(MigrationError);
    await expect(attempt).rejects.toThrow(message);
    expect(await query(database.url, 'select migration_name as line from _prisma_migrations')).toHaveLength(
      1 + rest.length,
    );
  });

  it('hold what the schema cannot say', async () => {
    const broken = [
      `insert into users (user_id, name) values (-5, 'a chat')`,
      `insert into users (user_id, name, username) values (5, 'somebody', 'MixedCase')`,
      `insert into chats (chat_id, title) values (0, 'nobody')`,
      `insert into mailbox_receipt (mailbox, epoch) values ('1.2', -1)`,
    ];
    for (const sql of broken) await expect(query(database.url, sql)).rejects.toThrow(/violates check constraint/);
  });

  it('let a chat change its id with all that hangs on it', async () => {
    await query(database.url, `insert into users (user_id, name) values (7, 'Eve')`);
    await query(database.url, `insert into chats (chat_id, title) values (-7, 'Group')`);
    await query(
      database.url,
      `insert into warnings (chat_id, user_id, number, reason, issuer_id) values (-7, 7, 1, 'spam', 8)`,
    );
    await query(database.url, `update chats set chat_id = -1000000000007 where chat_id = -7`);
    expect(await query(database.url, 'select chat_id::text as line from warnings')).toEqual(['-1000000000007']);
  });
});
