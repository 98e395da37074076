import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { RecentError } from './logger.ts';
import { EXPOSITION_TYPE } from './metrics.ts';
import { StartupError } from './startup-error.ts';

export interface MonitorOptions {
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** Loopback by default; `0.0.0.0` where the gateway runs on another machine. */
  readonly host?: string;
  /** When set, `/metrics` and `/errors` ask for it as a bearer token. */
  readonly token?: string | undefined;
  /** Why the process is not ready, by check; empty when it is. */
  notReady: () => Promise<readonly string[]>;
  expose: () => Promise<string>;
  recentErrors: () => readonly RecentError[];
}

/** The small HTTP server every process has for its operators. */
export interface Monitor {
  /** Where others reach it, for the heartbeat. */
  readonly url: string;
  close: () => Promise<void>;
}

/** Whether an `Authorization` header carries `token`; compared in constant time. */
export function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** The address under which other machines see this one. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, address }) => !internal && isIPv4(address))?.address ?? '127.0.0.1';
}

type Answer = readonly [status: number, body: string, type?: string];

/** Serves `/livez`, `/readyz`, `/metrics` and `/errors` (the latest errors as JSON) on a port of its own. */
export async function openMonitor(options: MonitorOptions): Promise<Monitor> {
  const { port = 0, host = '127.0.0.1', token } = options;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = request.url?.split('?')[0];
    if (path === '/livez') return [200, 'ok'];
    if (path === '/readyz') {
      const reasons = await options.notReady();
      return reasons.length === 0 ? [200, 'ok'] : [503, reasons.join('\n')];
    }
    if (path !== '/metrics' && path !== '/errors') return [404, 'not found'];
    if (token && !isBearer(request.headers.authorization, token)) return [401, 'unauthorized'];
    if (path === '/metrics') return [200, await options.expose(), EXPOSITION_TYPE];
    return [200, JSON.stringify(options.recentErrors()), 'application/json'];
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [status, body, type = 'text/plain; charset=utf-8'] = await answer(request).catch(
      (): Answer => [500, 'error'],
    );
    response.writeHead(status, { 'content-type': type }).end(body);
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new StartupError(`cannot listen on ${host}:${port}`, { cause })));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host === '0.0.0.0' || host === '::' ? ownAddress() : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
