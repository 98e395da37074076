import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMetrics } from '@alita/observe';
import type { QueueName, QueueStats } from '@alita/queues';
import { connectRedis } from '@alita/redis';
import { freshRedis } from '@alita/servers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGateway, type GatewayOptions } from './app.ts';
import { createInstances } from './instances.ts';
import type { Overview } from './overview.ts';

const PASSWORD = 'open sesame';
const metrics = createMetrics('worker', 'worker-1');
const replayed: unknown[] = [];
const closers: (() => unknown)[] = [];
let server: Awaited<ReturnType<typeof freshRedis>>;
let redis: ReturnType<typeof connectRedis>;
let monitor: string;

/** Listens on any port until the tests end; answers the address. */
async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closers.push(() => http.close().closeAllConnections());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  server = await freshRedis();
  redis = connectRedis({ url: server.url, name: 'test' });
  await redis.set('alita:me', JSON.stringify({ id: 42, first_name: 'Alita', username: 'alita_bot' }));
  metrics.telegramAnswered.setToCurrentTime();
  const errors = '[{"at":"2026-01-01T00:00:00Z","event":"call-failed","detail":"no"}]';
  monitor = await serve((request, response) => {
    if (request.url === '/metrics') void metrics.expose().then((text) => response.end(text));
    else response.end(request.url === '/errors' ? errors : 'ok');
  });
});
afterAll(async () => {
  for (const close of closers) close();
  await redis.quit();
  await server.drop();
});

const stats: QueueStats = {
  keys: 2,
  items: 5,
  oldestMs: 1500,
  largest: [{ key: '42.-100', items: 4, ageMs: 1500 }],
  parked: 1,
};

function gateway(options: Partial<GatewayOptions> & { down?: string[] } = {}) {
  const heartbeats = async () =>
    ['ingress', 'worker', 'sender', 'gateway']
      .filter((service) => !options.down?.includes(service))
      .map((service) => ({
        service,
        process: `${service}-1`,
        version: '1',
        started: Date.now() - 5000,
        pid: 1,
        url: monitor,
        ...(service === 'ingress' && { mode: 'webhook' }),
      }));
  const app = createGateway({
    instances: createInstances({ heartbeats }),
    redis,
    mailboxes: {
      stats: async () => stats,
      parked: async () => [
        { key: '42.-100', index: 0, at: 0, why: 'killed its process twice', item: undefined, raw: '{}' },
      ],
      replay: async (...choice: [QueueName, string, number?]) => replayed.push(choice),
      discard: async () => 1,
    },
    pingDatabase: async () => 1,
    metrics,
    notReady: async () => [],
    password: PASSWORD,
    ...options,
  });
  return serve(app);
}

const basic = (password: string) => ({ authorization: `Basic ${btoa(`operator:${password}`)}` });

describe('gateway', () => {
  it('tells how everything is', async () => {
    const response = await fetch(`${await gateway()}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'healthy',
      checks: { database: true, redis: true, telegram: true, services: true },
      services: expect.arrayContaining([expect.objectContaining({ service: 'worker', ageSeconds: 5, notReady: [] })]),
      bot: 'alita_bot',
      mode: 'webhook',
      redis: { maxmemoryPolicy: expect.any(String), appendOnly: expect.any(Boolean), usedMemoryMb: expect.any(Number) },
      queues: { in: { mailboxes: 2, items: 5, oldestSeconds: 1.5, parked: 1 } },
    });
  });

  it.each([
    ['PostgreSQL is gone', { pingDatabase: () => Promise.reject(new Error('gone')) }, { database: false }],
    ['PostgreSQL hangs', { pingDatabase: () => new Promise(() => {}) }, { database: false }],
    ['no sender lives', { down: ['sender'] }, { services: false }],
    ['Telegram was not heard for long', { now: () => Date.now() + 600_000 }, { telegram: false }],
  ])('is unhealthy when %s', async (_what, options, checks) => {
    const response = await fetch(`${await gateway(options)}/health`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'unhealthy', checks });
  });

  it('exposes the metrics of all, merged, with queue depths, to whoever may scrape', async () => {
    const url = await gateway({ metricsToken: 'scraper' });
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    const response = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer scraper' } });
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(text).toContain('alita_queue_depth{queue="in",state="items"');
    expect(text.match(/# TYPE alita_build_info /g)).toHaveLength(1);
  });

  it.each(['/', '/status.json', '/queues', '/queues/in/parked', '/bull'])('%s needs the password', async (path) => {
    const url = await gateway({ board: (_request, response) => void response.send('board') });
    expect((await fetch(`${url}${path}`)).status).toBe(401);
    expect((await fetch(`${url}${path}`, { headers: basic('guess') })).status).toBe(401);
    expect((await fetch(`${url}${path}`, { headers: basic(PASSWORD) })).status).toBe(200);
    const off = await gateway({ password: undefined });
    expect((await fetch(`${off}${path}`, { headers: basic('') })).status).toBe(404);
  });

  it('replays parked items, but not for foreign pages', async () => {
    const url = await gateway();
    const replay = (body: unknown, headers = {}) =>
      fetch(`${url}/queues/replay`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...basic(PASSWORD), ...headers },
        body: JSON.stringify(body),
      });
    const choice = { queue: 'in', key: '42.-100', index: 0 };
    expect((await replay(choice, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await replay({ queue: 'elsewhere', key: '1' })).status).toBe(400);
    expect(replayed).toEqual([]);
    expect((await replay(choice)).status).toBe(200);
    expect(replayed).toEqual([['in', '42.-100', 0]]);
  });

  it('shows what the status page needs', async () => {
    let time = Date.now();
    const url = await gateway({ now: () => time });
    const look = async () =>
      (await (await fetch(`${url}/status.json`, { headers: basic(PASSWORD) })).json()) as Overview;
    await look();
    metrics.updatesHandled.inc({ kind: 'message', outcome: 'done' }, 40);
    for (let i = 0; i < 100; i++) metrics.updateAge.observe({ kind: 'message' }, 0.002);
    time += 2000;
    const overview = await look();
    // four processes share one registry here
    expect(overview.rates.handled).toBeCloseTo(80, 0);
    expect(overview.latency.waited.p50).toBeGreaterThan(1);
    expect(overview.latency.waited.p99).toBeLessThan(2.6);
    expect(overview.errors[0]).toMatchObject({ event: 'call-failed', service: expect.any(String) });
    expect(overview.queues.map(({ queue, title }) => `${queue}: ${title}`)).toEqual([
      'in: incoming',
      'out-u: calls, urgent',
      'out-n: calls',
      'post: in transit',
    ]);
    expect(overview.history).toHaveLength(2);
  });
});
