import { flag, integer, text, url } from './fields.ts';
import { group } from './group.ts';

/** PostgreSQL. */
export const database = group(
  'PostgreSQL',
  {
    DATABASE_URL: url('a URL such as postgresql://user:password@host:5432/database', 'postgresql:', 'postgres:').meta({
      description: 'Where PostgreSQL is; docker compose brings its own.',
      example: 'postgresql://alita:password@localhost:5432/alita',
      secret: true,
    }),
    // read by the driver itself, and here so that no log shows it
    PGPASSWORD: text().optional().meta({
      description: 'Password of a DATABASE_URL that has none; any characters, where a URL needs some of them encoded.',
      secret: true,
    }),
    DB_MAX_OPEN_CONNS: integer({ min: 1, max: 1000 })
      .default(10)
      .meta({ description: 'Most connections of one process; replicas add up.', example: '10' }),
    DB_CONN_MAX_LIFETIME_MIN: integer({ min: 1, max: 1440 })
      .default(240)
      .meta({ description: 'Age in minutes at which a connection is replaced.', example: '240' }),
    DB_CONN_MAX_IDLE_TIME_MIN: integer({ min: 1, max: 60 })
      .default(60)
      .meta({ description: 'Idle minutes after which a connection is closed.', example: '60' }),
    AUTO_MIGRATE: flag()
      .default(false)
      .meta({ description: 'Brings the database up to date when a worker starts.', example: 'false' }),
    MIGRATIONS_PATH: text()
      .optional()
      .meta({ description: 'Folder of the migrations, when not the shipped one.', example: 'prisma/migrations' }),
  },
  (values) => ({
    database: {
      url: values.DATABASE_URL.href,
      maxConnections: values.DB_MAX_OPEN_CONNS,
      maxLifetimeSeconds: values.DB_CONN_MAX_LIFETIME_MIN * 60,
      idleTimeoutMs: values.DB_CONN_MAX_IDLE_TIME_MIN * 60_000,
    },
    autoMigrate: values.AUTO_MIGRATE,
    migrationsPath: values.MIGRATIONS_PATH,
  }),
);

const ADDRESSES = /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}(,(\[[\da-f:]+\]|[\w.-]+):\d{1,5})*$/i;

/**
 * Redis: either addresses or a URL; password and database override those of the URL. A cluster has no databases; its
 * nodes' URLs come as one, separated by commas.
 */
export const redis = group(
  'Redis',
  {
    REDIS_ADDRESS: text(ADDRESSES, 'host:port, or several of them separated by commas').optional().meta({
      description: 'Host and port; REDIS_URL is ignored then. Several, separated by commas: nodes of a Redis Cluster.',
      example: 'localhost:6379',
    }),
    REDIS_URL: url('a URL such as redis://user:password@host:6379/0', 'redis:', 'rediss:').optional().meta({
      description: 'The whole URL, as hosting platforms give it.',
      example: 'redis://localhost:6379/0',
      secret: true,
    }),
    REDIS_PASSWORD: text().optional().meta({
      description: 'Wins over the password in REDIS_URL; any characters. docker compose needs one.',
      secret: true,
    }),
    REDIS_DB: integer({ min: 0, max: 15 })
      .optional()
      .meta({ description: 'Logical database: 1 with REDIS_ADDRESS, that of REDIS_URL otherwise.', example: '1' }),
    REDIS_MEMORY_MB: integer({ min: 16 }).optional().meta({
      description: 'Memory Redis may use, for a server without maxmemory: intake stops at 75 % of it.',
      example: '1024',
    }),
    MAILBOX_SHARDS: integer({ min: 1, max: 1024 }).default(1).meta({
      description: 'Hash tags the mailboxes are spread over; only for Redis Cluster, and never changed.',
      example: '1',
    }),
    NODE_ENV: text().optional().meta({
      description:
        'With "development" Redis may be left out and is taken from localhost:6379; open metrics are no warning.',
      example: 'production',
    }),
  },
  ({ REDIS_ADDRESS, REDIS_URL, REDIS_PASSWORD, REDIS_DB, REDIS_MEMORY_MB, MAILBOX_SHARDS, NODE_ENV }) => {
    const addresses = (REDIS_ADDRESS ?? (REDIS_URL ? '' : 'localhost:6379')).split(',').filter(Boolean);
    const database = addresses.length > 1 ? 0 : 1;
    const direct = addresses.map((address) => new URL(`redis://${address}/${database}`));
    const urls = REDIS_URL && direct.length === 0 ? [new URL(REDIS_URL)] : direct;
    for (const resolved of urls) {
      if (REDIS_PASSWORD) resolved.password = encodeURIComponent(REDIS_PASSWORD);
      if (REDIS_DB !== undefined) resolved.pathname = `/${REDIS_DB}`;
      if (resolved.pathname.length < 2) resolved.pathname = '/0';
    }
    return {
      redisUrl: urls.map(({ href }) => href).join(','),
      redisMemoryBytes: REDIS_MEMORY_MB === undefined ? undefined : REDIS_MEMORY_MB * 2 ** 20,
      shards: MAILBOX_SHARDS,
      isDevelopment: NODE_ENV === 'development',
    };
  },
  ({ REDIS_ADDRESS, REDIS_URL, REDIS_DB, NODE_ENV }) => ({
    ...(!REDIS_ADDRESS && !REDIS_URL && NODE_ENV !== 'development' && { REDIS_ADDRESS: 'needed (or REDIS_URL)' }),
    ...(REDIS_ADDRESS?.includes(',') && REDIS_DB && { REDIS_DB: 'a Redis Cluster has only database 0' }),
  }),
);

/** Caches in Redis. */
export const cache = group(
  'Cache',
  {
    CLEAR_CACHE_ON_STARTUP: flag()
      .default(true)
      .meta({ description: 'Forgets cached facts at start; queued work is never touched.', example: 'true' }),
  },
  ({ CLEAR_CACHE_ON_STARTUP }) => ({ clearCacheOnStart: CLEAR_CACHE_ON_STARTUP }),
);
