import { migrate } from './migrate.ts';

/** `node migrate-main.js`: brings the database of DATABASE_URL up to date; exit code 1 says why not. */
try {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is not set');
  const applied = await migrate(url);
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'The database is up to date');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
