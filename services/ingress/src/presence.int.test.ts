import type { Instance } from '@alita/queues';
import { connectRedis } from '@alita/redis';
import { freshRedis } from '@alita/servers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fakeMailboxes } from './fixtures.ts';
import { createPresence } from './presence.ts';

let server: Awaited<ReturnType<typeof freshRedis>>;
let redis: ReturnType<typeof connectRedis>;

beforeAll(async () => {
  server = await freshRedis();
  redis = connectRedis({ url: server.url, name: 'test' });
});
afterAll(async () => {
  await redis.quit();
  await server.drop();
});
beforeEach(() => redis.del('test:up'));

/** Another process of ingress; `others` are the instances it sees beside itself. */
function start({ version = '1.0.0', others = [] as Instance[] } = {}) {
  const mailboxes = { ...fakeMailboxes(), instances: async () => others };
  const presence = createPresence({ mailboxes, redis, key: 'test:up', botId: 42, version, mode: 'polling' });
  return { ...presence, entries: mailboxes.entries };
}
const instance = (process: string): Instance => ({ process, service: 'ingress', version: '1', started: 1, pid: 1 });

describe('SHUT-3 the start', () => {
  it('is told once to the workers, and not again by whoever leads next or comes back from a crash', async () => {
    const first = start();
    expect(await first.tell()).toBe(true);
    expect(first.entries).toMatchObject([
      { key: '42.0', item: { kind: 'continuation', body: { name: 'notice.started', data: { mode: 'polling' } } } },
    ]);
    expect(await first.tell()).toBe(false);
    expect(await start().tell()).toBe(false);
  });

  it('is told again after a stop in order, but not while others go on', async () => {
    await start().tell();
    await start({ others: [instance('ingress-other')] }).leave();
    expect(await start().tell()).toBe(false);
    await start({ others: [instance('ingress-me'), { ...instance('w'), service: 'worker' }] }).leave();
    expect(await start().tell()).toBe(true);
  });

  it('is told of another version', async () => {
    await start().tell();
    expect(await start({ version: '2.0.0' }).tell()).toBe(true);
  });

  it('is not made up by somebody who only remains', async () => {
    await start().remain();
    expect(await start().tell()).toBe(true);
    expect(await redis.pttl('test:up')).toBeGreaterThan(60_000);
  });

  it('is told later when it could not be', async () => {
    const presence = start();
    const mailboxes = { ...fakeMailboxes(), push: () => Promise.reject(new Error('full')) };
    const version = '1.0.0';
    const broken = createPresence({ mailboxes, redis, key: 'test:up', botId: 42, version, mode: 'webhook' });
    await expect(broken.tell()).rejects.toThrow('full');
    expect(await presence.tell()).toBe(true);
  });
});
