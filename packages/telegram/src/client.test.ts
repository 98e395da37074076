import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTelegramClient, type TelegramClient } from './client.ts';

const TOKEN = '123456:AAsecretsecretsecretsecretsecret';
const open: { server: Server; client: TelegramClient }[] = [];

async function talkingTo(listener: RequestListener): Promise<TelegramClient> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = createTelegramClient({ token: TOKEN, apiRoot: `http://127.0.0.1:${port}`, timeoutMs: 300 });
  open.push({ server, client });
  return client;
}

afterEach(() => {
  for (const { server, client } of open.splice(0)) {
    client.close();
    server.closeAllConnections();
    server.close();
  }
});

describe('the client', () => {
  it('calls over one connection that stays open', async () => {
    const ports = new Set<number | undefined>();
    const client = await talkingTo((request, response) => {
      ports.add(request.socket.remotePort);
      response.end(JSON.stringify({ ok: true, result: request.url }));
    });
    expect(await client.call('getMe', {})).toEqual({ ok: true, result: `/bot${TOKEN}/getMe` });
    await client.call('getMe', {});
    expect(ports.size).toBe(1);
  });

  it('leaves out what is null and reads an answer that comes in pieces', async () => {
    let asked = '';
    const client = await talkingTo((request, response) => {
      void text(request).then((received) => {
        asked = received;
        const answer = Buffer.from('{"ok":true,"result":"é"}');
        response.write(answer.subarray(0, -3), () => setTimeout(() => response.end(answer.subarray(-3)), 20));
      });
    });
    const answer = await client.call('sendMessage', {
      chat_id: 5,
      text: 'é',
      reply_markup: null,
      message_id: undefined,
    });
    expect(answer).toEqual({ ok: true, result: 'é' });
    expect(asked).toBe('{"chat_id":5,"text":"é"}');
  });

  it('answers refusals as they come', async () => {
    const refusal = { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } };
    const client = await talkingTo((_request, response) => response.writeHead(429).end(JSON.stringify(refusal)));
    expect(await client.call('sendMessage', {})).toEqual(refusal);
  });

  it('answers a failing server as a refusal by its status', async () => {
    const client = await talkingTo((_request, response) => response.writeHead(502).end('<html>'));
    expect(await client.call('sendMessage', {})).toMatchObject({ ok: false, error_code: 502 });
  });

  it.each<[string, RequestListener]>([
    ['a server that says nothing', () => {}],
    ['a server that hangs up', (request) => request.socket.destroy()],
    [
      'a server that hangs up in the middle of its answer',
      (_request, response) => response.write('{"ok":', () => response.destroy()),
    ],
    ['an answer that is none', (_request, response) => response.end('<html>')],
  ])('%s: no answer, no token in the error', async (_name, listener) => {
    const client = await talkingTo(listener);
    const error: unknown = await client.call('sendMessage', {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'NoAnswer' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('secret');
  });

  it('sends files as parts and loses nothing beside them', async () => {
    let body = '';
    const client = await talkingTo((request, response) => {
      void text(request).then((received) => {
        body = received;
        response.end('{"ok":true,"result":true}');
      });
    });
    const file = { source: Buffer.from('hello file'), filename: 'a.txt' };
    await client.call('sendDocument', { chat_id: 5, document: file, reply_parameters: { message_id: 3 } });
    expect(body).toMatch(/name="document"; filename="a.txt"[\s\S]*hello file/);
    expect(body).toContain('{"message_id":3}');
  });
});
