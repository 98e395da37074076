import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSimulatorClient } from '../control/client.ts';
import { createSimulatorServer, type SimulatorServer } from '../http/server.ts';
import { type Stage, seed, seedIds } from '../seed.ts';
import { World } from '../world.ts';
import type { Patch } from './feed.ts';
import { pageRoute } from './routes.ts';

describe('what a page sees', () => {
  let stage: Stage;
  let server: SimulatorServer;
  let patches: Patch[];
  let closing: AbortController;

  beforeEach(async () => {
    const world = new World();
    stage = seed(world, { company: true });
    server = await createSimulatorServer(world, { routes: [pageRoute(world)] });
    patches = [];
    closing = new AbortController();
    const response = await fetch(`${server.url}/sim/feed`, { signal: closing.signal });
    void collect(response);
    await until(() => patches.length === 1);
  });
  afterEach(async () => {
    closing.abort();
    await server.close();
  });

  async function collect(response: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) if (event.startsWith('data: ')) patches.push(JSON.parse(event.slice(6)) as Patch);
      }
    } catch (error) {
      if (!closing.signal.aborted) throw error;
    }
  }

  async function until(done: () => boolean): Promise<void> {
    for (let i = 0; i < 200 && !done(); i++) await sleep(10);
    expect(done()).toBe(true);
  }

  const all = <K extends 'posts' | 'calls' | 'updates' | 'members'>(key: K): Patch[K][number][] =>
    patches.slice(1).flatMap((patch): Patch[K][number][] => [...patch[key]]);

  it('is the whole world first', () => {
    const [first] = patches;
    expect(first).toMatchObject({ whole: true, switches: { limits: 'off', faults: [] } });
    expect(first?.chats.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Playground', 'Workshop', 'Quiet room', 'Bot log', "Bob's finds"]),
    );
    expect(first?.chats.find(({ title }) => title === 'Workshop')).toMatchObject({ forum: true });
    expect(first?.posts.some(({ message }) => message.text?.startsWith('Welcome'))).toBe(true);
  });

  it('is then each change once, with deleted messages still there', async () => {
    const { bot, group, member, world } = stage;
    const { message_id } = member.says(group, 'one');
    await world.telegram.call(bot.token, 'deleteMessage', { chat_id: group.id, message_id }, 'a-trace');
    await until(() => all('calls').length === 1);
    expect(all('posts')).toMatchObject([{ message: { text: 'one' }, deleted: { by: bot.id } }]);
    expect(all('calls')).toMatchObject([{ method: 'deleteMessage', trace: 'a-trace' }]);
    expect(all('updates')).toMatchObject([{ update: { message: { text: 'one' } } }]);
  });

  it('is a new world after a reset, with a group the bot has not met', async () => {
    await createSimulatorClient(server.url).reset();
    await until(() => patches.some(({ whole }, i) => i > 0 && whole));
    const titles = patches.at(-1)?.chats.filter(({ title }) => title === 'Playground');
    expect(titles).toHaveLength(1);
    expect(titles?.[0]?.id).not.toBe(seedIds.group);
    expect(stage.world.tokens.size).toBe(1);
  });

  it('saves and loads, and says why not', async () => {
    const client = createSimulatorClient(server.url);
    stage.member.sends(stage.group, 'photo', { caption: 'a view' });
    const { text } = await client.save();
    await client.reset();
    await client.load({ text });
    const history = await client.history({ chat: seedIds.group });
    expect(history.at(-1)?.message).toMatchObject({ caption: 'a view' });
    stage.world.personById(seedIds.member).says(stage.world.rooms.get(seedIds.group) ?? stage.group, 'back again');

    await expect(client.load({ text: '{}' })).rejects.toThrow('not a saved world');
    await expect(client.load({ text: text.replace('"version":1', '"version":7') })).rejects.toThrow('version 7');
    await expect(client.load({ text: text.replace('a view', 'a fake') })).rejects.toThrow('cut short or changed');
    expect(text).not.toContain(stage.bot.token);
  });

  it('plays one script at a time', async () => {
    const client = createSimulatorClient(server.url);
    await client.play({ script: 'raid', chat: seedIds.group, options: { joins: 40, seconds: 1 } });
    await expect(client.play({ script: 'flood', chat: seedIds.group })).rejects.toThrow('still playing');
    await until(() => patches.at(-1)?.switches.playing === undefined && all('members').length >= 40);
    await expect(client.play({ script: 'picnic', chat: seedIds.group })).rejects.toThrow('no script');
  });
});
