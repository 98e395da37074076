import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { bringUpPostgres, bringUpRedis, freshRedis } from './index.ts';

const cacheFolder = new URL('../../../.data/cache', import.meta.url).pathname;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'servers-test-'));
  await chmod(folder, 0o755);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

async function redisCall<T>(url: string, call: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  return await call(redis).finally(() => redis.disconnect());
}

describe('a server with a folder', () => {
  it('PostgreSQL: a start after a killed parent finds the server that still runs, and data outlives it', async () => {
    const options = { cacheFolder, folder: join(folder, 'postgres') };
    const abandoned = await bringUpPostgres(options);
    await query(abandoned.url, 'create table kept (n int)');
    const found = await bringUpPostgres(options);
    expect(found.url).toBe(abandoned.url);
    await found.stop();
    await expect(query(found.url, 'select 1')).rejects.toThrow();

    const later = await bringUpPostgres(options);
    expect(await query(later.url, 'select * from kept')).toEqual([]);
    expect(await query(later.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await later.stop();
  });

  it('PostgreSQL: starts although the last one was killed', async () => {
    const options = { cacheFolder, folder: join(folder, 'postgres') };
    const killed = await bringUpPostgres(options);
    await query(killed.url, `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`);
    const [row] = await query(killed.url, "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid");
    process.kill((row as { pid: number }).pid, 'SIGKILL');
    const next = await bringUpPostgres(options);
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it('Redis: keeps its data in an append-only file and is found again', async () => {
    const options = { cacheFolder, folder: join(folder, 'redis') };
    const first = await bringUpRedis(options);
    await redisCall(first.url, (redis) => redis.set('kept', 'yes'));
    expect((await bringUpRedis(options)).url).toBe(first.url);
    await first.stop();

    const second = await bringUpRedis(options);
    expect(await redisCall(second.url, (redis) => redis.get('kept'))).toBe('yes');
    expect(await redisCall(second.url, (redis) => redis.config('GET', 'maxmemory-policy'))).toContain('noeviction');
    await second.stop();
  });
});

describe('freshRedis', () => {
  it('gives everybody an empty database of their own', async () => {
    const [mine, yours] = await Promise.all([freshRedis(), freshRedis()]);
    await redisCall(mine.url, (redis) => redis.set('key', 'mine'));
    expect(await redisCall(yours.url, (redis) => redis.get('key'))).toBeNull();
    await Promise.all([mine.drop(), yours.drop()]);
    expect(await redisCall(mine.url, (redis) => redis.dbsize())).toBe(0);
  });
});

describe('a given server', () => {
  it('is used as it is', async () => {
    const server = await bringUpRedis({ cacheFolder, url: 'redis://elsewhere:6379' });
    expect(server).toMatchObject({ url: 'redis://elsewhere:6379', source: 'given' });
  });
});
