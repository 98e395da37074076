import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectRedis, memoryOf, type RedisClient } from '@alita/redis';
import { bringUpRedis } from '@alita/servers';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Unreachable, Watermark } from './errors.ts';
import { aNamespace, anItem, idsOf, until } from './fixture.ts';
import { FakeDatabase } from './fixture-database.ts';
import { type Forwarder, openForwarder } from './fixture-forwarder.ts';
import { createMailboxes } from './mailboxes.ts';
import type { Mailboxes } from './surface.ts';

// A Redis of our own behind a forwarder, so that it can be restarted, filled and cut off.

const cacheFolder = fileURLToPath(new URL('../../../.data/cache', import.meta.url));
let folder: string;
let redisServer: Awaited<ReturnType<typeof bringUpRedis>>;
let way: Forwarder;
let namespace: string;
let direct: RedisClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queues-redis-'));
  redisServer = await bringUpRedis({ cacheFolder, folder });
  way = await openForwarder(redisServer.url);
}, 60_000);

afterAll(async () => {
  way.close();
  await redisServer.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  namespace = aNamespace();
  way.lostAnswers = 0;
});

const { terms } = new FakeDatabase();
const open = () => createMailboxes({ redis: way.url, namespace, terms, info: { service: 'worker', version: '0' } });
const ids = Array.from({ length: 400 }, (_, i) => String(i));

/** Pushes as ingress does: again until it is taken, with ids that refuse repetition. */
async function pushAll(mailboxes: Mailboxes): Promise<void> {
  for (let from = 0; from < ids.length; from += 20) {
    const entries = ids
      .slice(from, from + 20)
      .map((id) => ({ key: '7.1', item: anItem(id), once: { bot: '7', updateId: Number(id) } }));
    while (
      !(await mailboxes.push('in', entries).then(
        () => true,
        (error) => !(error instanceof Unreachable),
      ))
    )
      await sleep(20);
    await sleep(10);
  }
}

const echo = (mailboxes: Mailboxes) =>
  mailboxes.drain('in', ({ item }) => ({ push: [{ queue: 'out-n', item: anItem(item.id) }] }), {
    quantum: { items: 5, ms: 10 },
  });

async function echoes(): Promise<string[]> {
  direct = connectRedis({ url: redisServer.url, name: 'direct' });
  const elements = await direct.lrange(`{${namespace}:s0}:out-n:7.1`, 0, -1);
  direct.disconnect();
  return idsOf(elements);
}

it('answers that are cut off after scripts took effect: nothing lost, nothing twice, in order', async () => {
  const mailboxes = await open();
  echo(mailboxes);
  way.lostAnswers = 0.05;
  await pushAll(mailboxes);
  way.lostAnswers = 0;
  await until(async () => (await echoes()).length >= ids.length, 15_000);
  expect(await echoes()).toEqual(ids);
  expect(await mailboxes.parked('in')).toEqual([]);
  await mailboxes.close();
}, 30_000);

it('a restart: everything waits and goes on', async () => {
  const mailboxes = await open();
  echo(mailboxes);
  const pushing = pushAll(mailboxes);
  await sleep(100);
  await redisServer.stop();
  await sleep(300);
  redisServer = await bringUpRedis({ cacheFolder, folder });
  way.leadTo(redisServer.url);
  await pushing;
  await until(async () => (await echoes()).length >= ids.length, 15_000);
  expect(await echoes()).toEqual(ids);
  expect(await mailboxes.parked('in')).toEqual([]);
  await mailboxes.close();
}, 30_000);

it('a full Redis: pushes are refused, drains go on', async () => {
  const mailboxes = await open();
  await pushAll(mailboxes);
  const admin = connectRedis({ url: redisServer.url, name: 'admin' });
  await admin.config('SET', 'maxmemory', (await memoryOf(admin)).used - 100_000);
  await sleep(600);
  await expect(mailboxes.push('in', [{ key: '7.1', item: anItem('late') }])).rejects.toThrow(Watermark);
  echo(mailboxes);
  await until(async () => (await echoes()).length >= ids.length, 15_000);
  expect(await echoes()).toEqual(ids);
  await admin.config('SET', 'maxmemory', 0);
  await sleep(600);
  expect(await mailboxes.push('in', [{ key: '7.1', item: anItem('late') }])).toEqual(['accepted']);
  await until(async () => (await echoes()).length > ids.length);
  admin.disconnect();
  await mailboxes.close();
}, 30_000);
