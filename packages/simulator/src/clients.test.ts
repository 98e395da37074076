import { afterEach, describe, expect, it } from '@jest/globals';
import { Bot as GrammyBot, InputFile } from 'grammy';
import { Bot as OtherBot, InputFile as OtherInputFile } from 'node-telegram-bot-api';
import { Telegraf } from 'telegraf';
import { createSimulatorServer } from './http/server.ts';
import type { Room } from './world/model.ts';
import { World } from './world.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function setUp() {
  const world = new World();
  const bot = world.bot({ username: 'client_bot' });
  const owner = world.person({ firstName: 'Olga' });
  const group = world.supergroup({ owner, members: [bot] });
  owner.promotes(group, bot, 'all');
  const server = await createSimulatorServer(world);
  stops.push(() => server.close());
  return { world, bot, owner, group, url: server.url };
}

/** Waits for the bot's next text in the chat. */
async function reply(
  world: World,
  room: Room,
  after: number,
): Promise<{ text?: string; caption?: string; fileId?: string }> {
  for (let i = 0; i < 1000; i++) {
    const found = world.history(room).find(({ message }) => message.message_id > after && message.from?.is_bot);
    if (found) {
      const { text, caption, document } = found.message;
      return {
        ...(text ? { text } : {}),
        ...(caption ? { caption } : {}),
        ...(document ? { fileId: document.file_id } : {}),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('The bot did not answer');
}

async function download(url: string | URL): Promise<string> {
  return (await fetch(url)).text();
}

describe('clients nobody here wrote', () => {
  it('telegraf: a conversation, an upload, a download', async () => {
    const { world, bot, owner, group, url } = await setUp();
    const client = new Telegraf(bot.token, { telegram: { apiRoot: url } });
    client.command('ping', (context) => context.replyWithHTML('<b>pong</b>'));
    client.command('file', (context) =>
      context.replyWithDocument({ source: Buffer.from('from telegraf'), filename: 'a.txt' }, { caption: 'here' }),
    );
    void client.launch();
    stops.push(() => client.stop());
    expect(await reply(world, group, owner.says(group, '/ping').message_id)).toEqual({ text: 'pong' });
    const { caption, fileId = '' } = await reply(world, group, owner.says(group, '/file').message_id);
    expect(caption).toBe('here');
    expect(await download(await client.telegram.getFileLink(fileId))).toBe('from telegraf');
    await expect(client.telegram.banChatMember(group.id, owner.id)).rejects.toMatchObject({
      response: { error_code: 400, description: "Bad Request: can't remove chat owner" },
    });
  });

  it('grammY: a conversation, an upload, a download', async () => {
    const { world, bot, owner, group, url } = await setUp();
    const client = new GrammyBot(bot.token, { client: { apiRoot: url } });
    client.command('ping', (context) =>
      context.reply('pong', { reply_parameters: { message_id: context.msg.message_id } }),
    );
    client.command('file', (context) => context.replyWithDocument(new InputFile(Buffer.from('from grammY'), 'a.txt')));
    void client.start();
    stops.push(() => client.stop());
    expect(await reply(world, group, owner.says(group, '/ping').message_id)).toEqual({ text: 'pong' });
    const { fileId = '' } = await reply(world, group, owner.says(group, '/file').message_id);
    const { file_path: path = '' } = await client.api.getFile(fileId);
    expect(await download(`${url}/file/bot${bot.token}/${path}`)).toBe('from grammY');
  });

  it('node-telegram-bot-api: a conversation, an upload, a download', async () => {
    const { world, bot, owner, group, url } = await setUp();
    const client = new OtherBot(bot.token, { apiRoot: url });
    client.command('ping', (context) => context.reply('pong'));
    client.command('file', (context) =>
      client.api.sendDocument({
        chat_id: context.chat?.id ?? 0,
        document: new OtherInputFile(Buffer.from('from the third'), { filename: 'a.txt' }),
      }),
    );
    const polling = client.startPolling();
    stops.push(() => {
      client.stop();
      return polling;
    });
    expect(await reply(world, group, owner.says(group, '/ping').message_id)).toEqual({ text: 'pong' });
    const { fileId = '' } = await reply(world, group, owner.says(group, '/file').message_id);
    const { file_path: path = '' } = await client.api.getFile({ file_id: fileId });
    expect(await download(`${url}/file/bot${bot.token}/${path}`)).toBe('from the third');
  });
});
