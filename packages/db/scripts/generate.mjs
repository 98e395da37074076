/** Generates the Prisma client into src/generated. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
const schema = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url));
// The generator needs no schema engine, yet the CLI downloads one unless it is told of a file that exists.
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
const { status } = spawnSync(process.execPath, [cli, 'generate', '--schema', schema, '--no-hints'], {
  stdio: 'inherit',
  env,
});
process.exit(status ?? 1);
