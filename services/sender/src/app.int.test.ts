import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Call } from '@alita/kit';
import { createMetrics, type Metrics, silentLogger } from '@alita/observe';
import { CallItem, createMailboxes, type Mailboxes, mailboxKey } from '@alita/queues';
import { connectRedis, type RedisClient } from '@alita/redis';
import { type FreshRedis, freshRedis } from '@alita/servers';
import { createSimulatorServer, type SimulatorServer, World } from '@alita/simulator';
import { createTelegramClient, type TelegramClient } from '@alita/telegram';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFreezer, createRedisLimiter, createSender, type Limiter, type Sender } from './app.ts';
import { aCall, aDeletion, next } from './fixtures.ts';

/** Real mailboxes, Redis and HTTP; a simulated Telegram. */

let redis: FreshRedis;
let world: World;
let server: SimulatorServer;
let mailboxes: Mailboxes;
let client: TelegramClient;
let metrics: Metrics;
let connection: RedisClient;
let bot: ReturnType<World['bot']>;
let sender: Sender | undefined;
let child: ChildProcess | undefined;

beforeEach(async () => {
  redis = await freshRedis();
  world = new World();
  server = await createSimulatorServer(world);
  bot = world.bot({ username: 'test_bot' });
  client = createTelegramClient({ token: bot.token, apiRoot: server.url, timeoutMs: 5_000 });
  // numbers the term, which the sender of a process of its own waits for
  const terms = async () => 1;
  mailboxes = await createMailboxes({ redis: redis.url, terms, info: { service: 'sender', version: 'test' } });
  metrics = createMetrics('sender');
  connection = connectRedis({ url: redis.url, name: 'limits' });
});

afterEach(async () => {
  child?.kill('SIGKILL');
  await sender?.close();
  await mailboxes.close();
  client.close();
  connection.disconnect();
  await server.close();
  await redis.drop();
  [sender, child] = [undefined, undefined];
});

function start(limiter: Limiter = createFreezer()): void {
  sender = createSender({ mailboxes, api: client.call, bot: bot.id, limiter, logger: silentLogger, metrics });
}

const aGroup = () => world.supergroup({ members: [bot] });
type Group = ReturnType<typeof aGroup>;
const keyOf = ({ id }: { id: number }) => mailboxKey(bot.id, id);
const aSend = ({ id }: { id: number }, text: string, fields: Partial<Call> = {}): Call =>
  aCall({ chat: id, params: { chat_id: id, text }, ...fields });

let pushed = 0;
async function push(...calls: Call[]): Promise<void> {
  for (const call of calls) {
    const item = CallItem.make({ id: `call${++pushed}`, ms: Date.now(), body: call });
    await mailboxes.push(call.lane === 'urgent' ? 'out-u' : 'out-n', [{ key: keyOf({ id: call.chat }), item }]);
  }
}

async function until(holds: () => boolean, ms = 8_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}
const callsOf = (method: string) => world.telegram.calls().filter((call) => call.method === method);
const textsIn = ({ id }: Group) =>
  callsOf('sendMessage')
    .filter(({ params, answer }) => Number(params.chat_id) === id && answer.ok)
    .map(({ params }) => params.text);

describe('the sender', () => {
  it('makes the calls of a chat in their order, and what follows them', async () => {
    const group = aGroup();
    start();
    const texts = Array.from({ length: 20 }, (_, n) => `message ${n}`);
    await push(...texts.map((text) => aSend(group, text)));
    await push(aSend(group, 'first', { ok: [{ call: aSend(group, 'second') }] }));
    await until(() => textsIn(group).length === 22);
    expect(textsIn(group)).toEqual([...texts, 'first', 'second']);
  });

  it('keeps the order of a ban and its end', async () => {
    const group = world.supergroup({ owner: bot });
    const member = world.person();
    start();
    const about = { chat_id: group.id, user_id: member.id };
    const urgent = (method: string, params: object = {}): Call =>
      aCall({ method, chat: group.id, lane: 'urgent', params: { ...about, ...params } });
    await push(urgent('banChatMember'), urgent('unbanChatMember', { only_if_banned: true }), urgent('banChatMember'));
    await until(() => callsOf('banChatMember').length === 2);
    const methods = world.telegram.calls().map(({ method }) => method);
    expect(methods).toEqual(['banChatMember', 'unbanChatMember', 'banChatMember']);
  });

  it('lets no 429 of one chat hold another, or the moderation of that chat', async () => {
    const [loud, quiet] = [aGroup(), aGroup()];
    world.telegram.faults.add({
      kind: 'error',
      code: 429,
      retryAfter: 2,
      chatId: loud.id,
      method: 'sendMessage',
      times: 1,
    });
    start();
    const began = Date.now();
    await push(aSend(loud, 'one'), aSend(loud, 'two'), aSend(quiet, 'hello'));
    await push(aDeletion(1, { chat: loud.id, params: { chat_id: loud.id, message_id: 1 } }));
    await until(() => textsIn(quiet).length === 1 && callsOf('deleteMessage').length === 1);
    expect(Date.now() - began).toBeLessThan(1_500);
    expect(textsIn(loud)).toEqual([]);
    await until(() => textsIn(loud).length === 2);
    expect(Date.now() - began).toBeGreaterThan(2_000);
    expect(textsIn(loud)).toEqual(['one', 'two']);
  });

  it('keeps the paces so that Telegram never has to say wait, chats in their turn', async () => {
    // windows well under what the paces need, so that a machine that stalls for a moment is not taken for a fast sender
    world.telegram.limits.rules = { bot: { n: 5, ms: 200 }, chat: { n: 3, ms: 500 } };
    const free = { burst: 100, everyMs: 1 };
    const paces = {
      bot: { burst: 5, everyMs: 160 },
      privateChat: free,
      group: { burst: 3, everyMs: 400 },
      edits: free,
    };
    start(createRedisLimiter({ redis: connection, bot: bot.id, paces }));
    const groups = Array.from({ length: 5 }, aGroup);
    const began = Date.now();
    await push(...groups.flatMap((group) => ['a', 'b', 'c', 'd'].map((text) => aSend(group, text))));
    await until(() => groups.every((group) => textsIn(group).length === 4));
    expect(Date.now() - began).toBeGreaterThan(1_200);
    expect(callsOf('sendMessage').filter(({ answer }) => !answer.ok)).toEqual([]);
    expect(groups.map(textsIn)).toEqual(groups.map(() => ['a', 'b', 'c', 'd']));
  });

  it('answers a question well within its time', async () => {
    const group = aGroup();
    start();
    const began = Date.now();
    const params = { chat_id: group.id, user_id: bot.id };
    expect(await mailboxes.ask(keyOf(group), { method: 'getChatMember', params })).toMatchObject({
      ok: true,
      value: { ok: true, result: { status: expect.any(String) } },
    });
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('deletes by one call what lies together', async () => {
    const group = world.supergroup({ owner: bot });
    await push(
      ...Array.from({ length: 30 }, (_, n) =>
        aDeletion(n + 1, { chat: group.id, params: { chat_id: group.id, message_id: n + 1 } }),
      ),
    );
    start();
    await until(() => callsOf('deleteMessages').length === 1);
    expect(callsOf('deleteMessage')).toEqual([]);
  });

  it('finds by its Ref what it sent, and sends files from where they wait', async () => {
    const group = aGroup();
    start();
    await mailboxes.putBlob('file1', Buffer.from('hello file'), 60_000);
    const document = aCall({
      method: 'sendDocument',
      chat: group.id,
      params: { chat_id: group.id, document: { blob: 'file1', name: 'a.txt' } },
      ref: 'u1:1',
    });
    const deletion = { chat_id: group.id, message_id: { ref: 'u1:1' } };
    await push(document, aCall({ method: 'deleteMessage', chat: group.id, params: deletion }));
    await until(() => callsOf('deleteMessage').length === 1);
    expect(callsOf('sendDocument')[0]?.answer).toMatchObject({
      ok: true,
      result: { document: { file_name: 'a.txt' } },
    });
    expect(callsOf('deleteMessage')[0]?.answer).toMatchObject({ ok: true });
  });

  it('brings a continuation to the mailbox it names', async () => {
    const group = aGroup();
    const seen: unknown[] = [];
    const worker = mailboxes.drain('in', ({ key, item }) => {
      seen.push({ key, body: item.body });
      return {};
    });
    start();
    await push(aSend(group, 'x', { ok: [next('warns.counted', group.id)] }));
    await until(() => seen.length === 1);
    expect(seen).toMatchObject([{ key: keyOf(group), body: { name: 'warns.counted', outcome: { ok: true } } }]);
    await worker.close();
  });

  it('CE-36 knows from another sender where the bot may not speak', async () => {
    const group = aGroup();
    world.telegram.faults.add({
      kind: 'error',
      method: 'sendMessage',
      code: 400,
      description: 'Bad Request: CHAT_WRITE_FORBIDDEN',
    });
    start();
    await push(aSend(group, 'hello'));
    await until(() => callsOf('sendMessage').length === 1);
    await sender?.close();
    start();
    const deleted = aDeletion(1, { chat: group.id, params: { chat_id: group.id, message_id: 1 } });
    await push(aSend(group, 'hello again', { otherwise: [{ call: deleted }] }));
    await until(() => callsOf('deleteMessage').length === 1);
    expect(callsOf('sendMessage')).toHaveLength(1);
  });

  it('makes again what a killed sender had begun, and then the rest in order', async () => {
    const group = aGroup();
    world.telegram.faults.add({ kind: 'silence', method: 'sendMessage', skip: 1, times: 1 });
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const env = {
      ...process.env,
      BOT_TOKEN: bot.token,
      API_SERVER: server.url,
      REDIS_URL: redis.url,
      SENDER_LIMITS: 'off',
    };
    child = spawn(process.execPath, ['--conditions=source', main], { env, cwd: '/', stdio: 'ignore' });
    await push(aSend(group, 'one'), aSend(group, 'two'), aSend(group, 'three'));
    await until(() => world.telegram.faults.list().length === 0, 20_000);
    expect(textsIn(group)).toEqual(['one']);

    child.kill('SIGKILL');
    await once(child, 'exit');
    start();
    await until(() => textsIn(group).length === 3);
    expect(textsIn(group)).toEqual(['one', 'two', 'three']);
    expect(await metrics.expose()).toMatch(/alita_telegram_repeated_total\{method="sendMessage".* 1/);
  });
});
