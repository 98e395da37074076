import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';

/**
 * The SQL that leads from one Prisma schema (or from nothing) to another, by Prisma's schema engine as WebAssembly, which
 * wants a connection: `url` is any database, left untouched. For tests and scripts only.
 */
export async function schemaSql(url: string, schema: string, previous?: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    const { stdout } = await engine.diff({
      from: previous === undefined ? { tag: 'empty' } : datamodel(previous),
      to: datamodel(schema),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    engine.free();
    return stdout ?? '';
  } finally {
    await pool.end();
  }
}

function datamodel(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] };
}
