import { fileURLToPath } from 'node:url';
import { bringUpRedisCluster, type Server } from '@alita/servers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aNamespace, anItem, testMailboxes, until } from './fixture.ts';
import { FakeDatabase } from './fixture-database.ts';
import type { Mailboxes, MailboxOptions } from './surface.ts';

// Three primaries; the mailboxes' four shards lie on some of them.

const cacheFolder = fileURLToPath(new URL('../../../.data/cache', import.meta.url));
const database = new FakeDatabase();
const KEYS = Array.from({ length: 20 }, (_, n) => `7.${n}`);
const namespace = aNamespace();
const open: Mailboxes[] = [];
let cluster: Server;

beforeAll(async () => {
  cluster = await bringUpRedisCluster(cacheFolder);
}, 60_000);
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await cluster.stop();
}, 30_000);

async function start(options: Partial<MailboxOptions> = {}): Promise<Mailboxes> {
  const { terms } = database;
  const mailboxes = await testMailboxes(namespace, { redis: cluster.url, shards: 4, terms, ...options });
  open.push(mailboxes);
  return mailboxes;
}

it('mailboxes, posts, timers, blobs, asks and counts work over all nodes', async () => {
  const worker = await start();
  const sender = await start({ info: { service: 'sender', version: '0' }, terms: 'published' });
  const seen: string[] = [];
  worker.drain('in', ({ key, item }) => {
    if (item.kind === 'posted') return { timers: [{ id: 't', at: 1, item: anItem(`timer of ${key}`) }] };
    if (item.id.startsWith('timer')) return { push: [{ queue: 'out-n', item }] };
    const next = KEYS[(KEYS.indexOf(key) + 1) % KEYS.length] ?? '';
    return { post: [{ queue: 'in', key: next, item: anItem(`post to ${next}`, { kind: 'posted' }) }] };
  });
  worker.drainPosts();
  sender.drain('out-n', ({ item }) => ({ took: seen.push(item.id) && 1 }));
  sender.drain('out-u', async ({ item }) => {
    await sender.answer(item, 'here');
    return {};
  });
  const entries = KEYS.map((key) => ({ key, item: anItem('first'), once: { bot: '7', updateId: KEYS.indexOf(key) } }));
  expect(await worker.push('in', entries)).toEqual(KEYS.map(() => 'accepted'));
  expect(await worker.push('in', entries)).toEqual(KEYS.map(() => 'duplicate'));
  await until(() => seen.length >= KEYS.length, 25_000);
  expect(seen.toSorted()).toEqual(KEYS.map((key) => `timer of ${key}`).toSorted());

  expect(await worker.ask('7.3', {})).toEqual({ ok: true, value: 'here' });
  await worker.putBlob('file', Buffer.from('bytes'), 60_000);
  expect(Buffer.from((await sender.getBlob('file')) ?? []).toString()).toBe('bytes');
  await until(async () => (await worker.stats('in')).keys === 0);
  expect((await worker.instances()).map(({ service }) => service).toSorted()).toEqual(['sender', 'worker']);
}, 60_000);

it('a process set to another number of shards does not start', async () => {
  await expect(testMailboxes(namespace, { redis: cluster.url, shards: 2 })).rejects.toThrow(/4 shards/);
});
