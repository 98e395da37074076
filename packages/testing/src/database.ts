import { connectDatabase, type Database, freshDatabase } from '@alita/db';
import { afterAll } from '@jest/globals';

let opened: Promise<{ database: Database; close: () => Promise<void> }> | undefined;

async function open() {
  const fresh = await freshDatabase();
  const database = connectDatabase({ url: fresh.url, maxConnections: 4 });
  return {
    database,
    close: async () => {
      await database.close();
      await fresh.drop();
    },
  };
}

afterAll(async () => {
  await (await opened)?.close();
  opened = undefined;
});

/** This suite's own PostgreSQL database: opened once, empty for every bot. */
export async function emptyDatabase(): Promise<Database> {
  opened ??= open();
  const { database } = await opened;
  const tables = await database.db.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename not like '\\_prisma%'`;
  const list = tables.map(({ name }) => name).join(', ');
  await database.db.$executeRawUnsafe(`truncate ${list} restart identity cascade`);
  return database;
}
