/**
 * Writes the next migration: what lies between the schema of the last commit and the working one.
 *   npm run new-migration -- <name>
 * Add by hand what the schema cannot say: check constraints.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bringUpPostgres } from '@alita/servers';
import { schemaSql } from '../src/schema-sql.ts';

const [name = ''] = process.argv.slice(2);
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run new-migration -- <lower_case_name>');
  process.exit(1);
}
const root = new URL('../../../', import.meta.url);
const schema = readFileSync(new URL('prisma/schema.prisma', root), 'utf8');
const committed = spawnSync('git', ['show', 'HEAD:prisma/schema.prisma'], { cwd: root, encoding: 'utf8' });
const previous = committed.status === 0 ? committed.stdout : undefined;

const server = await bringUpPostgres({ cacheFolder: fileURLToPath(new URL('.data/cache', root)) });
const sql = await schemaSql(server.url, schema, previous);
await server.stop();

const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
const folder = new URL(`prisma/migrations/${stamp}_${name}/`, root);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('migration.sql', folder), sql);
console.log(`prisma/migrations/${stamp}_${name}/migration.sql`);
