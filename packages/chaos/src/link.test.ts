import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Link } from './link.ts';

let echo: Server;
let link: Link;

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const address = echo.address();
  link = await Link.to(`redis://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/3`);
});
afterEach(() => {
  link.close();
  echo.close();
});

function dial(): Socket {
  const { hostname, port } = new URL(link.url);
  return connect(Number(port), hostname).on('error', () => {});
}

const answer = async (socket: Socket): Promise<string> => {
  const [data] = await once(socket, 'data');
  return String(data);
};

describe('a link', () => {
  it('passes everything on, and keeps the rest of the address', async () => {
    expect(new URL(link.url).pathname).toBe('/3');
    const socket = dial();
    socket.write('hello');
    expect(await answer(socket)).toBe('hello');
  });

  it('is cut: connections end, new ones too, until it is mended', async () => {
    const socket = dial();
    await once(socket, 'connect');
    link.cut();
    await once(socket, 'close');
    await once(dial(), 'close');
    link.mend();
    const again = dial();
    again.write('hello');
    expect(await answer(again)).toBe('hello');
  });

  it('holds everything back, for those who come meanwhile as well', async () => {
    const early = dial();
    early.write('x');
    await answer(early);
    link.hold();
    const late = dial();
    early.write('early');
    late.write('late');
    const answers = Promise.all([answer(early), answer(late)]);
    expect(await Promise.race([answers, sleep(100, 'nothing')])).toBe('nothing');
    link.mend();
    expect(await answers).toEqual(['early', 'late']);
  });

  it('breaks a connection at an answer it is told of', async () => {
    const seen: string[] = [];
    link.breaksAt = (client, text) => {
      seen.push(`${client}: ${String(text)}`);
      return String(text) === 'bad';
    };
    const socket = dial();
    socket.write('application_name\0someone\0');
    await answer(socket);
    socket.write('bad');
    await once(socket, 'close');
    expect(seen.at(-1)).toBe('someone: bad');
  });
});
