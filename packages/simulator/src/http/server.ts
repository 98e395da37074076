import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ConnectionLost } from '../faults.ts';
import { ApiError } from '../world/errors.ts';
import { fileByPath } from '../world/files.ts';
import type { World } from '../world.ts';
import { readFields } from './body.ts';
import { deliverWebhooks } from './delivery.ts';

/** A handler of further paths; false = not mine. */
export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string,
) => Promise<boolean> | boolean;

export interface ServerOptions {
  /** 0 = any free one. */
  port?: number;
  /** Further paths, such as the control interface or a web page. */
  routes?: readonly Route[];
  /** The first pause before a failed webhook delivery is repeated, in milliseconds; it doubles up to a minute. */
  webhookRetryMs?: number;
}

/** A running server of one world. */
export interface SimulatorServer {
  readonly world: World;
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Sends a JSON answer. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, ['content-type', 'application/json', 'content-length', String(Buffer.byteLength(text))]);
  response.end(text);
}

/**
 * Serves a world as Telegram's Bot API server does: `/bot<token>/<method>` and `/file/bot<token>/<path>`,
 * on this machine only. Requests that a web page of another origin makes are refused.
 */
export async function createSimulatorServer(world: World, options: ServerOptions = {}): Promise<SimulatorServer> {
  const { routes = [] } = options;
  const server = createServer((request, response) => {
    handle(world, routes, request, response).catch((error: unknown) => fail(request.socket, response, error));
  });
  server.keepAliveTimeout = 75_000;
  server.maxRequestsPerSocket = 0;
  const delivery = deliverWebhooks(world, options.webhookRetryMs);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    world,
    port,
    url: `http://${HOST}:${port}`,
    async close() {
      await delivery.stop();
      for (const end of world.pollers.values()) end('Conflict: the server is stopping');
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function handle(
  world: World,
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (isForeign(request.headers.origin)) throw new ApiError(403, 'Forbidden: requests from other origins are refused');
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  if (path.startsWith('/bot')) {
    await callMethod(world, request, response, path, query);
    return;
  }
  if (path.startsWith('/file/bot')) {
    sendFile(world, response, path);
    return;
  }
  for (const route of routes) if (await route(request, response, path, query)) return;
  throw new ApiError(404, 'Not Found');
}

async function callMethod(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string,
): Promise<void> {
  const slash = path.indexOf('/', 4);
  const token = decoded(path.slice(4, slash < 0 ? undefined : slash));
  if (slash < 0 || !/^\d+:[\w-]+$/.test(token)) throw new ApiError(404, 'Not Found');
  const fields = await readFields(request, query);
  const [, trace] = request.headers.traceparent?.toString().split('-') ?? [];
  const answer = await world.telegram.call(token, path.slice(slash + 1), fields, trace);
  sendJson(response, answer.ok ? 200 : answer.error_code, answer);
}

function sendFile(world: World, response: ServerResponse, path: string): void {
  const [, token = '', filePath = ''] = /^\/file\/bot([^/]+)\/(.+)$/.exec(path) ?? [];
  if (!world.tokens.has(decoded(token))) throw new ApiError(401, 'Unauthorized');
  const file = fileByPath(world, decoded(filePath));
  if (!file) throw new ApiError(404, 'Not Found');
  response.writeHead(200, { 'content-type': file.upload.mime, 'content-length': file.upload.bytes.byteLength });
  response.end(file.upload.bytes);
}

/** A part of an address as it was meant. @throws ApiError 404 when it is none */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ApiError(404, 'Not Found');
  }
}

/** A page of another machine may not reach this server through a visitor's browser. */
function isForeign(origin: string | undefined): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
}

function fail(socket: Socket, response: ServerResponse, error: unknown): void {
  if (error instanceof ConnectionLost) {
    if (error.kind === 'reset') socket.resetAndDestroy();
    else if (error.kind !== 'silence') socket.destroy();
    return;
  }
  if (response.headersSent) {
    socket.destroy();
    return;
  }
  const known = error instanceof ApiError ? error : new ApiError(500, 'Internal Server Error');
  if (known !== error) process.emitWarning(error instanceof Error ? error : String(error));
  sendJson(response, known.code, { ok: false, error_code: known.code, description: known.message });
}
