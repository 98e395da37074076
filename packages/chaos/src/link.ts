import { connect, createServer, type Server, type Socket } from 'node:net';

/** A connection through a link. */
interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** What the client calls itself; known from its first words. */
  name: string | undefined;
}

type State = 'whole' | 'cut' | 'held';

/** A connection's own name: PostgreSQL's clients send it when they begin. */
const NAME = /application_name\0([^\0]+)\0/;

/** A stretch of network between the services and one of their servers, which can be broken in several ways. */
export class Link {
  /** Where it leads to, in the words of the server's own address. */
  readonly url: string;
  readonly #pairs = new Set<Pair>();
  readonly #listener: Server;
  #target: { host: string; port: number };
  #state: State = 'whole';
  /** Sees every answer of a server before the client does; true breaks the connection instead. */
  breaksAt: ((client: string, answer: Buffer) => boolean) | undefined;
  /** Share of answers that break their connection instead of arriving. */
  lostAnswers = 0;

  private constructor(listener: Server, target: string) {
    this.#listener = listener;
    this.#target = placeOf(target);
    const address = listener.address();
    const url = new URL(target);
    if (typeof address !== 'object' || !address) throw new Error('a link without a port');
    url.host = `127.0.0.1:${address.port}`;
    this.url = url.href;
    listener.on('connection', (client) => this.#join(client));
  }

  static async to(target: string): Promise<Link> {
    const listener = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return new Link(listener, target);
  }

  /** Leads elsewhere from the next connection on. */
  retarget(url: string): void {
    this.#target = placeOf(url);
  }

  /** Ends every connection and refuses new ones. */
  cut(): void {
    this.#state = 'cut';
    for (const pair of this.#pairs) end(pair);
  }

  /** Connections stay and nothing passes. */
  hold(): void {
    this.#state = 'held';
    for (const { client, server } of this.#pairs) {
      client.pause();
      server.pause();
    }
  }

  /** Undoes `cut` and `hold`. */
  mend(): void {
    this.#state = 'whole';
    for (const { client, server } of this.#pairs) {
      client.resume();
      server.resume();
    }
  }

  close(): void {
    this.cut();
    this.#listener.close();
  }

  #join(client: Socket): void {
    if (this.#state === 'cut') {
      client.destroy();
      return;
    }
    const server = connect(this.#target);
    const pair: Pair = { client, server, name: undefined };
    this.#pairs.add(pair);
    client.setNoDelay();
    server.setNoDelay();
    client.on('data', (data) => this.#toServer(pair, data));
    server.on('data', (data) => this.#toClient(pair, data));
    for (const socket of [client, server]) {
      socket.on('error', () => {}); // `close` follows
      socket.on('close', () => {
        this.#pairs.delete(pair);
        end(pair);
      });
    }
    if (this.#state === 'whole') client.resume();
    else server.pause();
  }

  #toServer(pair: Pair, data: Buffer): void {
    pair.name ??= NAME.exec(data.toString('latin1'))?.[1] ?? '';
    pair.server.write(data);
  }

  #toClient(pair: Pair, data: Buffer): void {
    const isLost = Math.random() < this.lostAnswers || this.breaksAt?.(pair.name ?? '', data);
    if (isLost) end(pair);
    else pair.client.write(data);
  }
}

function end({ client, server }: Pair): void {
  client.destroy();
  server.destroy();
}

function placeOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
