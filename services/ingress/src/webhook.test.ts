import type { Server } from 'node:http';
import { silentLogger } from '@alita/observe';
import { Unreachable } from '@alita/queues';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fakeMailboxes, fakeTelegram, message, ok, testMetrics } from './fixtures.ts';
import { createHttp, listen } from './http.ts';
import { createIntake } from './intake.ts';
import { createWebhook, keepRegistered, webhookPath } from './webhook.ts';

const SECRET = 'a-secret_of_mine';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function webhookOver(mailboxes = fakeMailboxes()) {
  const metrics = testMetrics();
  const intake = createIntake({ mailboxes, botId: 42, metrics });
  const webhook = createWebhook({ secret: SECRET, intake, logger: silentLogger, metrics });
  const app = createHttp({ notReady: async () => [], redisAnswers: async () => true, webhook });
  const { server, port } = await listen(app, 0);
  servers.push(server);
  const request = (body: string, { path = webhookPath(SECRET), secret = SECRET, method = 'POST' } = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(secret && { 'x-telegram-bot-api-secret-token': secret }) },
      ...(method === 'POST' && { body }),
    });
  return { request, mailboxes };
}

const update = JSON.stringify(message(1));

describe('webhook', () => {
  it('answers 200 once the update is stored', async () => {
    const { request, mailboxes } = await webhookOver();
    const response = await request(update);
    expect([response.status, await response.text()]).toEqual([200, 'OK']);
    expect(mailboxes.entries).toHaveLength(1);
  });

  it('answers 200 to what it ignores, so that it does not come again', async () => {
    const { request, mailboxes } = await webhookOver();
    expect((await request('{"update_id": 3, "poll": {"id": "1"}}')).status).toBe(200);
    expect((await request('[]')).status).toBe(200);
    expect(mailboxes.entries).toEqual([]);
  });

  it.each([
    ['a path nobody was told', update, { path: '/webhook/0123456789abcdef0123456789abcdef' }, 404],
    ['the bare path', update, { path: '/webhook' }, 404],
    ['the secret as path', update, { path: `/webhook/${SECRET}` }, 404],
    ['another method', update, { method: 'GET' }, 405],
    ['no secret', update, { secret: '' }, 401],
    ['a wrong secret', update, { secret: `${SECRET}x` }, 401],
    ['malformed JSON', '{"update_id":', {}, 400],
    ['more than 10 MB', JSON.stringify({ update_id: 1, x: 'x'.repeat(10_500_000) }), {}, 413],
  ])('refuses %s', async (_what, body, options, status) => {
    const { request, mailboxes } = await webhookOver();
    expect((await request(body, options)).status).toBe(status);
    expect(mailboxes.entries).toEqual([]);
  });

  it.each([
    ['Redis is away', () => Promise.reject(new Unreachable('away'))],
    ['the mailbox is full', () => 'full' as const],
  ])('asks Telegram to come again when %s', async (_what, answer) => {
    const { request } = await webhookOver(fakeMailboxes(answer));
    const response = await request(update);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('registration', () => {
  it('tells Telegram where to deliver and with which secret', async () => {
    const telegram = fakeTelegram({ setWebhook: [ok(true)] });
    const stopping = new AbortController();
    const options = { api: telegram.api, domain: 'https://bot.example', secret: SECRET, dropPending: true };
    const kept = keepRegistered({ ...options, logger: silentLogger, metrics: testMetrics() }, stopping.signal);
    await new Promise((resolve) => setImmediate(resolve));
    stopping.abort();
    await kept;
    expect(telegram.of('setWebhook')).toMatchObject([
      { url: `https://bot.example${webhookPath(SECRET)}`, secret_token: SECRET, drop_pending_updates: true },
    ]);
    expect(webhookPath(SECRET)).toMatch(/^\/webhook\/[\da-f]{32}$/);
  });
});
