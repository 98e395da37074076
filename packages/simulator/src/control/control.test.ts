import { afterEach, describe, expect, it } from '@jest/globals';
import { createSimulatorServer, type SimulatorServer } from '../http/server.ts';
import { World } from '../world.ts';
import { createSimulatorClient } from './client.ts';
import { controlRoute } from './routes.ts';

let server: SimulatorServer | undefined;
afterEach(() => server?.close());

async function setUp() {
  const world = new World();
  server = await createSimulatorServer(world, { routes: [controlRoute(world)] });
  const simulator = createSimulatorClient(server.url);
  const bot = await simulator.addBot({ username: 'warden_bot' });
  const max = await simulator.addPerson({ firstName: 'Max' });
  const group = await simulator.addChat({ type: 'supergroup', title: 'Club', members: [max.id], admins: [bot.id] });
  const api = async (method: string, params: object) => world.telegram.call(bot.token, method, { ...params });
  return { world, simulator, bot, max, group, api, url: server.url };
}

describe('the control interface', () => {
  it('lets people act and shows what came of it', async () => {
    const { simulator, bot, max, group, api } = await setUp();
    const said = await simulator.act({ act: 'says', who: max.id, chat: group.id, text: '/ping' });
    await api('sendMessage', { chat_id: group.id, text: 'pong', reply_parameters: { message_id: said.messageId } });
    const history = await simulator.history({ chat: group.id });
    expect(history.map(({ message }) => message.text)).toEqual(['/ping', 'pong']);
    const { calls } = await simulator.calls({});
    expect(calls).toMatchObject([{ method: 'sendMessage', ok: true, chatId: group.id, replyTo: said.messageId }]);
    const [first] = await simulator.updates({ botId: bot.id });
    expect(first?.createdAt).toBeLessThanOrEqual(calls[0]?.startedAt ?? 0);
  });

  it('pages through calls although polls among them are not kept', async () => {
    const { simulator, api } = await setUp();
    await api('getMe', {});
    const { calls } = await simulator.stats();
    for (let n = 0; n < 3; n++) await api('getUpdates', { timeout: 0 });
    await api('getMe', {});
    expect((await simulator.calls({ after: calls.count })).calls).toMatchObject([{ n: 5, method: 'getMe' }]);
    expect((await simulator.calls({ after: 5 })).calls).toEqual([]);
  });

  it('does thousands of acts in one request, each with its own outcome', async () => {
    const { simulator, max, group } = await setUp();
    const acts = Array.from({ length: 2000 }, (_, i) => ({
      act: 'says' as const,
      who: i === 7 ? 5 : max.id,
      chat: group.id,
      text: `n${i}`,
    }));
    const { results } = await simulator.bulk({ acts });
    expect(results).toHaveLength(2000);
    expect(results[7]).toEqual({ error: 'There is no user 5' });
    expect((await simulator.stats()).updates.created).toBeGreaterThanOrEqual(1999);
  });

  it('presses buttons and waits for the answer', async () => {
    const { world, simulator, bot, max, group, api } = await setUp();
    const sent = await api('sendMessage', {
      chat_id: group.id,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    });
    if (!sent.ok) throw new Error(sent.description);
    const { message_id: messageId } = sent.result as { message_id: number };
    world.onUpdate(bot.id, ({ callback_query: query }) => {
      if (query) void api('answerCallbackQuery', { callback_query_id: query.id, text: 'gone' });
    });
    const pressed = simulator.press({ who: max.id, chat: group.id, messageId, button: 'Go' });
    expect(await pressed).toEqual({ text: 'gone', showAlert: false });
  });

  it('sets faults, limits and the clock', async () => {
    const { simulator, group, api } = await setUp();
    await simulator.addFault({ kind: 'error', times: 1 });
    expect(await api('getMe', {})).toMatchObject({ error_code: 500 });
    await simulator.setLimits('strict');
    await api('sendMessage', { chat_id: group.id, text: 'x' });
    expect(await api('sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({ error_code: 429 });
    const { now } = await simulator.advance({ ms: 60_000 });
    expect(now).toBeGreaterThan(Date.now() + 50_000);
    expect(await api('sendMessage', { chat_id: group.id, text: 'x' })).toMatchObject({ ok: true });
  });

  it('answers nonsense with a sentence', async () => {
    const { simulator, url } = await setUp();
    await expect(simulator.act({ act: 'says', who: 1, chat: 2, text: 'x' })).resolves.toEqual({
      error: 'There is no user 1',
    });
    await expect(simulator.members({ chat: -1 })).rejects.toThrow('members: There is no chat -1');
    const wrong = await fetch(`${url}/sim/act`, { method: 'POST', body: '{"act":"flies"}' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toEqual({ error: expect.stringContaining('act') });
    expect((await fetch(`${url}/sim/nonsense`, { method: 'POST' })).status).toBe(404);
  });
});
