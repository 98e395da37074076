import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a Redis that can be led elsewhere and lose answers. */
export interface Forwarder {
  /** Where clients connect. */
  url: string;
  /** Share of answers that break their connection instead of arriving. */
  lostAnswers: number;
  /** Breaks every connection; the next ones lead to this Redis. */
  leadTo(url: string): void;
  close(): void;
}

export async function openForwarder(target: string): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  let port = Number(new URL(target).port);
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const end = () => [near, far].forEach((socket) => void socket.destroy());
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', end).on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => (Math.random() < forwarder.lostAnswers ? end() : near.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const forwarder: Forwarder = {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}/0`,
    lostAnswers: 0,
    leadTo(url) {
      port = Number(new URL(url).port);
      breakAll();
    },
    close() {
      breakAll();
      server.close();
    },
  };
  return forwarder;
}
