import { silentLogger } from '@alita/observe';
import { connectRedis, createLease } from '@alita/redis';
import { freshRedis } from '@alita/servers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startIngress } from './app.ts';
import { fakeMailboxes, fakeTelegram, ok, testMetrics } from './fixtures.ts';
import { leadWhileHeld } from './leader.ts';

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

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('leadWhileHeld', () => {
  it('lets one lead at a time, and the next when it ends', async () => {
    const leading: string[] = [];
    const start = (name: string) => {
      const stopping = new AbortController();
      const lead = async (signal: AbortSignal) => {
        leading.push(name);
        await untilAborted(signal);
        leading.splice(leading.indexOf(name), 1);
      };
      const lease = createLease(redis, { key: 'test:lead', ttlMs: 5_000 });
      const done = leadWhileHeld({ lease, logger: silentLogger, signal: stopping.signal, lead, renewMs: 50 });
      return async () => {
        stopping.abort();
        await done;
      };
    };
    const settled = () => new Promise((resolve) => setTimeout(resolve, 150));
    const stopFirst = start('first');
    await settled();
    const stopSecond = start('second');
    await settled();
    expect(leading).toEqual(['first']);
    await stopFirst();
    await settled();
    expect(leading).toEqual(['second']);
    await redis.set('test:lead', 'a thief');
    await settled();
    expect(leading).toEqual([]);
    await stopSecond();
  });
});

describe('startIngress', () => {
  it('shares who the bot is, drops what waited on a first start only, and stops while a poll hangs', async () => {
    const start = async () => {
      const telegram = fakeTelegram({
        getMe: [ok({ id: 42, username: 'alita' })],
        getUpdates: [() => new Promise(() => {})],
      });
      const ingress = await startIngress({
        mailboxes: fakeMailboxes(),
        redis,
        api: telegram.api,
        botId: 42,
        version: '1.0.0',
        dropPending: true,
        httpPort: 0,
        notReady: async () => [],
        logger: silentLogger,
        metrics: testMetrics(),
        namespace: 'test',
      });
      const health = await fetch(`http://127.0.0.1:${ingress.port}/health`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await ingress.stop();
      return { health: await health.json(), dropped: telegram.of('deleteWebhook')[0]?.drop_pending_updates };
    };
    expect(await start()).toMatchObject({ health: { status: 'healthy', checks: { redis: true } }, dropped: true });
    expect(await start()).toMatchObject({ dropped: false });
    expect(JSON.parse((await redis.get('test:me')) ?? '')).toMatchObject({ id: 42 });
  });
});
