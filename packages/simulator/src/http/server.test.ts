import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from '@grammyjs/types';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from '../world/model.ts';
import { World } from '../world.ts';
import { createSimulatorServer, type SimulatorServer } from './server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function serve() {
  const world = new World();
  const bot = world.bot({ username: 'warden_bot' });
  const owner = world.person({ firstName: 'Olga' });
  const group = world.supergroup({ owner, members: [bot] });
  owner.promotes(group, bot, 'all');
  const server: SimulatorServer = await createSimulatorServer(world, { webhookRetryMs: 20 });
  open.push(server);
  const post = async (method: string, body: object = {}, headers: Record<string, string> = {}): Promise<ApiAnswer> => {
    const response = await fetch(`${server.url}/bot${bot.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await response.json()) as ApiAnswer;
  };
  const poll = async (params: object = {}): Promise<Update[]> => {
    const answer = await post('getUpdates', params);
    if (!answer.ok) throw new Error(answer.description);
    return answer.result as Update[];
  };
  return { world, bot, owner, group, server, post, poll };
}

/** A webhook that answers as told and remembers what it got. */
async function hook(reply: (update: Update, n: number) => { status: number; retryAfter?: number; delayMs?: number }) {
  const got: { update: Update; secret: string | undefined }[] = [];
  let underWay = 0;
  let most = 0;
  const server = createServer((request, response) => {
    most = Math.max(most, ++underWay);
    let text = '';
    request.on('data', (chunk) => {
      text += String(chunk);
    });
    request.on('end', () => {
      const update = JSON.parse(text) as Update;
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      got.push({ update, secret: typeof secret === 'string' ? secret : undefined });
      const { status, retryAfter, delayMs = 0 } = reply(update, got.length);
      setTimeout(() => {
        underWay--;
        response.writeHead(status, retryAfter ? { 'retry-after': String(retryAfter) } : {}).end('ok');
      }, delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => server.close(() => resolve())) });
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got, until, most: () => most };
}

/** The offset after everything so far. */
async function confirmed(poll: (params?: object) => Promise<Update[]>): Promise<number> {
  return ((await poll({ offset: -1 })).at(-1)?.update_id ?? 0) + 1;
}

describe('the server', () => {
  it('takes GET, query, form, JSON and multipart alike', async () => {
    const { server, bot, group, world } = await serve();
    const base = `${server.url}/bot${bot.token}/sendMessage`;
    const chat_id = String(group.id);
    const form = new FormData();
    form.set('chat_id', chat_id);
    form.set('text', 'multipart');
    await fetch(`${base}?${new URLSearchParams({ chat_id, text: 'query' }).toString()}`);
    await fetch(base, { method: 'POST', body: new URLSearchParams({ chat_id, text: 'form' }) });
    await fetch(base, { method: 'POST', body: form });
    expect(world.history(group).flatMap(({ message }) => message.text ?? [])).toEqual(['query', 'form', 'multipart']);
  });

  it('keeps uploads and gives them back', async () => {
    const { server, bot, group } = await serve();
    const form = new FormData();
    form.set('chat_id', String(group.id));
    form.set('document', new Blob(['some bytes']), 'note.txt');
    const sent = (await (
      await fetch(`${server.url}/bot${bot.token}/sendDocument`, { method: 'POST', body: form })
    ).json()) as {
      result: { document: { file_id: string } };
    };
    const file = (await (
      await fetch(`${server.url}/bot${bot.token}/getFile?file_id=${sent.result.document.file_id}`)
    ).json()) as {
      result: { file_path: string };
    };
    expect(await (await fetch(`${server.url}/file/bot${bot.token}/${file.result.file_path}`)).text()).toBe(
      'some bytes',
    );
  });

  it('takes files that an album refers to', async () => {
    const { server, bot, group } = await serve();
    const form = new FormData();
    form.set('chat_id', String(group.id));
    const item = (name: string) => ({ type: 'photo', media: `attach://${name}`, caption: name });
    form.set('media', JSON.stringify([item('one'), item('two')]));
    for (const name of ['one', 'two']) form.set(name, new Blob([name]), `${name}.jpg`);
    const album = (await (
      await fetch(`${server.url}/bot${bot.token}/sendMediaGroup`, { method: 'POST', body: form })
    ).json()) as ApiAnswer;
    expect(album).toMatchObject({
      ok: true,
      result: [{ caption: 'one', photo: [{ file_size: 3 }] }, { caption: 'two' }],
    });
  });

  it('refuses wrong tokens, paths, bodies and foreign pages', async () => {
    const { server, bot, post } = await serve();
    const status = async (path: string, init?: RequestInit) => (await fetch(server.url + path, init)).status;
    expect(await status('/bot1:wrong/getMe')).toBe(401);
    expect(await status('/botnonsense/getMe')).toBe(404);
    expect(await status('/elsewhere')).toBe(404);
    expect(await status(`/bot${bot.token}/getMe`, { headers: { origin: 'https://evil.example' } })).toBe(403);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' };
    expect(await status(`/bot${bot.token}/getMe`, json)).toBe(400);
    const broken = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'nonsense' };
    expect(await status(`/bot${bot.token}/getMe`, broken)).toBe(400);
    expect(await post('sendPigeon')).toMatchObject({ error_code: 404 });
  });

  it.each([
    [
      'half a character, escaped',
      'application/json',
      '{"chat_id":1,"text":"\\ud800"}',
      'strings must be encoded in UTF-8',
    ],
    ['bytes that are no text', 'application/json', Buffer.from([0x7b, 0xff, 0x7d]), 'strings must be encoded in UTF-8'],
    ['bytes in a form', 'application/x-www-form-urlencoded', Buffer.from('text=\xff', 'latin1'), 'strings must be'],
    ['a form that ends early', 'multipart/form-data; boundary=x', '--x\r\n', 'failed to parse the request body'],
    ['a form without boundary', 'multipart/form-data', 'x', 'failed to parse the request body'],
    ['brackets without end', 'application/json', '['.repeat(100_000), "can't parse JSON object"],
    [
      'a keyboard of nothing',
      'application/json',
      '{"chat_id":1,"text":"x","reply_markup":"[[["}',
      "can't parse reply markup",
    ],
    ['an id beyond all', 'application/json', '{"chat_id":1e300,"text":"x"}', 'chat not found'],
  ])('refuses %s in a sentence', async (_, type, body, expected) => {
    const { server, bot } = await serve();
    const response = await fetch(`${server.url}/bot${bot.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(await response.json()).toMatchObject({ error_code: 400, description: expect.stringContaining(expected) });
  });

  it('refuses more than 50 MB, and addresses that are none', async () => {
    const { server, bot } = await serve();
    const large = request(`${server.url}/bot${bot.token}/sendDocument`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 51 * 1024 * 1024 },
    });
    large.flushHeaders();
    const [{ statusCode }] = await once(large, 'response');
    large.destroy();
    expect(statusCode).toBe(413);
    for (const path of ['/bot%/getMe', `/bot${bot.token}/%ff`, `/file/bot${bot.token}/%ff`, '/file/bot%ff/x'])
      expect([path, (await fetch(server.url + path)).status]).toEqual([path, 404]);
  });

  it('long-polls: answers at once when something happens, forgets what is confirmed', async () => {
    const { owner, group, poll } = await serve();
    const offset = await confirmed(poll);
    const waiting = poll({ offset, timeout: 10 });
    setTimeout(() => owner.says(group, 'hello'), 20);
    const [update] = await waiting;
    expect(update?.message?.text).toBe('hello');
    expect((await poll({ offset })).length).toBe(1);
    expect(await poll({ offset: offset + 1 })).toEqual([]);
  });

  it('sends only the kinds asked for', async () => {
    const { owner, group, world, poll } = await serve();
    await poll({ offset: await confirmed(poll), allowed_updates: ['chat_member'] });
    const newcomer = world.person();
    newcomer.joins(group);
    owner.says(group, 'unwanted');
    expect((await poll()).map((update) => Object.keys(update)[1])).toEqual(['chat_member']);
  });

  it('tells the first of two pollers that another one took over', async () => {
    const { post } = await serve();
    const first = post('getUpdates', { offset: 1000, timeout: 10 });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await post('getUpdates', { offset: 1000 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
  });

  it('delivers to a webhook with the secret, in order per chat, side by side across chats, and not to pollers', async () => {
    const { world, bot, owner, post } = await serve();
    const { url, got, until, most } = await hook(() => ({ status: 200, delayMs: 10 }));
    await post('setWebhook', { url, secret_token: 'hush', max_connections: 4, drop_pending_updates: true });
    expect(await post('getUpdates')).toMatchObject({
      error_code: 409,
      description: expect.stringContaining("can't use getUpdates method while webhook is active"),
    });
    const groups = Array.from({ length: 8 }, () => world.supergroup({ owner, members: [bot] }));
    await until(() => got.length === 8);
    got.length = 0;
    for (let i = 0; i < 5; i++) for (const group of groups) owner.says(group, String(i));
    await until(() => got.length === 40);
    expect(got[0]?.secret).toBe('hush');
    expect(most()).toBe(4);
    for (const { id } of groups) {
      expect(got.flatMap(({ update }) => (update.message?.chat.id === id ? update.message.text : []))).toEqual([
        '0',
        '1',
        '2',
        '3',
        '4',
      ]);
    }
  });

  it('repeats a failed delivery before the next of that chat, and says so', async () => {
    const { owner, group, post } = await serve();
    const { url, got, until } = await hook((_, n) => ({ status: n <= 2 ? 503 : 200 }));
    await post('setWebhook', { url, drop_pending_updates: true });
    owner.says(group, 'one');
    owner.says(group, 'two');
    await until(() => got.length === 4);
    expect(got.map(({ update }) => update.message?.text)).toEqual(['one', 'one', 'one', 'two']);
    expect(await post('getWebhookInfo')).toMatchObject({
      result: { last_error_message: 'Wrong response from the webhook: 503 Service Unavailable' },
    });
  });

  it('obeys Retry-After', async () => {
    const { owner, group, post } = await serve();
    const { url, got, until } = await hook((_, n) => (n === 1 ? { status: 429, retryAfter: 1 } : { status: 200 }));
    await post('setWebhook', { url, drop_pending_updates: true });
    const start = Date.now();
    owner.says(group, 'one');
    await until(() => got.length === 2);
    expect(Date.now() - start).toBeGreaterThanOrEqual(990);
  });

  it('keeps undelivered updates for polling when the webhook goes, or drops them', async () => {
    const { owner, group, post, poll } = await serve();
    const nowhere = { url: 'http://127.0.0.1:1/hook' };
    await post('setWebhook', { ...nowhere, drop_pending_updates: true });
    owner.says(group, 'kept');
    await post('deleteWebhook');
    expect((await poll()).map(({ message }) => message?.text)).toEqual(['kept']);
    await post('setWebhook', nowhere);
    await post('deleteWebhook', { drop_pending_updates: true });
    expect(await poll()).toEqual([]);
  });

  it('limits, and says how long to wait', async () => {
    const { world, group, post } = await serve();
    world.telegram.limits.rules = { chat: { n: 2, ms: 2000 } };
    const send = () => post('sendMessage', { chat_id: group.id, text: 'x' });
    expect([await send(), await send()]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 2',
      parameters: { retry_after: 2 },
    });
    world.advance(2000);
    expect(await send()).toMatchObject({ ok: true });
  });

  it('injects faults: errors, delays, answers lost before and after the deed', async () => {
    const { world, group, post } = await serve();
    const { faults } = world.telegram;
    const send = () => post('sendMessage', { chat_id: group.id, text: 'x' });
    const count = () => world.history(group).filter(({ message }) => message.text === 'x').length;
    faults.add({ kind: 'error', method: 'sendMessage', times: 1, code: 500 });
    expect(await send()).toMatchObject({ error_code: 500 });
    faults.add({ kind: 'lost-before', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(count()).toBe(0);
    faults.add({ kind: 'lost-after', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(count()).toBe(1);
    faults.add({ kind: 'reset', times: 1 });
    await expect(send()).rejects.toThrow();
    faults.add({ kind: 'delay', times: 1, delayMs: 50 });
    const start = Date.now();
    expect(await send()).toMatchObject({ ok: true });
    expect(Date.now() - start).toBeGreaterThanOrEqual(45);
  });
});
