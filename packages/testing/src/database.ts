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
  await database.db.$executeRaw`
    do $$
    declare
      name text;
      filled boolean;
    begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename not like '\\_prisma%' loop
        execute format('select exists (select from %I)', name) into filled;
        if filled then execute format('truncate %I restart identity cascade', name); end if;
      end loop;
    end $$`;
  return database;
}
