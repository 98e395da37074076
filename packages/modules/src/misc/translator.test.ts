import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTranslator } from './translator.ts';

const open: { close(): void; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The address of a server that answers so. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/t?client=x`;
}
const answering = (body: string) => serving((_request, response) => void response.end(body));

describe('a translator', () => {
  it('MISC-6, MISC-B1 asks once, everything encoded, and tells the language it found', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      asked.push(request.url);
      response.end('[["Hello & <you>","es"]]');
    });
    const translate = createTranslator({ url });
    expect(await translate('¡Hola & <tú>!&tl=xx', 'en&q=no')).toEqual({ ok: true, text: 'Hello & <you>', from: 'es' });
    expect(asked).toHaveLength(1);
    const { searchParams } = new URL(asked[0] ?? '', url);
    expect(Object.fromEntries(searchParams)).toEqual({
      client: 'x',
      sl: 'auto',
      tl: 'en&q=no',
      q: '¡Hola & <tú>!&tl=xx',
    });
  });

  it.each([
    ['no JSON', '<html>busy</html>'],
    ['an empty array', '[]'],
    ['an empty entry', '[[]]'],
    ['no translation', '[[null,"es"]]'],
    ['no language', '[["Hello",null]]'],
    ['a language that is none', '[["Hello","<b>"]]'],
  ])('MISC-10 takes %s for no answer', async (_what, body) => {
    const translate = createTranslator({ url: await answering(body) });
    expect(await translate('Hola', 'en')).toEqual({ ok: false, problem: 'malformed' });
  });

  it('MISC-6 reads no answer without an end', async () => {
    const translate = createTranslator({ url: await answering(`[["${'x'.repeat(1_100_000)}","es"]]`) });
    expect(await translate('Hola', 'en')).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('MISC-6 reads no page of an error, and none that breaks off', async () => {
    const busy = await serving((_request, response) => void response.writeHead(429).end('[["Hello","es"]]'));
    const broken = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('[["Hel');
      setImmediate(() => response.destroy());
    });
    for (const url of [busy, broken])
      expect(await createTranslator({ url })('Hola', 'en')).toEqual({ ok: false, problem: 'unreadable' });
  });

  it('MISC-6 follows nobody elsewhere, and waits for nobody', async () => {
    const elsewhere = await answering('[["Hello","es"]]');
    const moved = await serving((_request, response) => void response.writeHead(302, { location: elsewhere }).end());
    const silent = await serving(() => {});
    for (const url of [moved, silent, 'http://127.0.0.1:1/']) {
      const translate = createTranslator({ url, timeoutMs: 300 });
      expect(await translate('Hola', 'en')).toEqual({ ok: false, problem: 'unreachable' });
    }
  });
});
