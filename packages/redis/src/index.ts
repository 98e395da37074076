export { type Cache, type CacheOptions, createCache } from './cache.ts';
export { type ConnectOptions, connectRedis, primariesOf, type RedisClient } from './connect.ts';
export { createLease, type Lease, type LeaseOptions } from './lease.ts';
export { type Memory, memoryOf } from './memory.ts';
export { isNoAnswer, type Script, script } from './script.ts';
