/** Old names that still work. */
export const ALIASES: Readonly<Record<string, string>> = { WEBHOOK_PORT: 'HTTP_PORT' };

/** Variables of earlier versions that have no effect any more, and what to do about it. */
export const RETIRED: Readonly<Record<string, string>> = {
  DB_MAX_IDLE_CONNS: 'idle connections are closed by age (DB_CONN_MAX_IDLE_TIME_MIN)',
  AUTO_MIGRATE_SILENT_FAIL: 'a failed migration always stops the start',
  DISPATCHER_MAX_ROUTINES: 'use WORKER_POOL_SIZE',
  HTTP_MAX_IDLE_CONNS: 'connections to Telegram are managed by themselves',
  HTTP_MAX_IDLE_CONNS_PER_HOST: 'connections to Telegram are managed by themselves',
  CHAT_VALIDATION_WORKERS: 'use WORKER_POOL_SIZE',
  DATABASE_WORKERS: 'use WORKER_POOL_SIZE',
  MESSAGE_PIPELINE_WORKERS: 'use WORKER_POOL_SIZE',
  BULK_OPERATION_WORKERS: 'use WORKER_POOL_SIZE',
  MAX_CONCURRENT_OPERATIONS: 'use WORKER_POOL_SIZE',
  RESOURCE_MAX_GOROUTINES: 'there are none; add replicas instead',
  CACHE_WORKERS: 'the cache needs none',
  STATS_COLLECTION_WORKERS: 'metrics need none',
};
