export { type FreshDatabase, freshDatabase } from './fresh-database.ts';
export { type Migration, MigrationError, migrate, readMigrations } from './migrate.ts';
