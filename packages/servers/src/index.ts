export { freePort } from './free-port.ts';
export { type FreshRedis, freshRedis } from './fresh-redis.ts';
export { bringUpPostgres } from './postgres.ts';
export { bringUpRedis, bringUpRedisCluster } from './redis.ts';
export type { BringUpOptions, Server, Source } from './server.ts';
