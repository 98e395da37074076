import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartupError, VERSION } from '@alita/observe';
import express, { type Express, type Router } from 'express';

export interface HttpOptions {
  /** Why the process is not ready; empty when it is. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly redisAnswers: () => Promise<boolean>;
  /** The webhook's routes; none when polling. */
  readonly webhook?: Router | undefined;
}

/** The routes of ingress: webhook, `/livez`, `/readyz`, and `/health` for whoever watched that one before. */
export function createHttp({ notReady, redisAnswers, webhook }: HttpOptions): Express {
  const app = express().disable('x-powered-by').set('etag', false);
  if (webhook) app.use(webhook);
  app.get('/livez', (_request, response) => void response.type('text').send('ok'));
  app.get('/readyz', async (_request, response) => {
    const reasons = await notReady();
    response
      .status(reasons.length === 0 ? 200 : 503)
      .type('text')
      .send(reasons.join('\n') || 'ok');
  });
  app.get('/health', async (_request, response) => {
    const redis = await redisAnswers();
    const healthy = redis && (await notReady()).length === 0;
    response.status(healthy ? 200 : 503).json({
      status: healthy ? 'healthy' : 'unhealthy',
      checks: { redis },
      version: VERSION,
      uptime: `${Math.round(process.uptime())}s`,
    });
  });
  app.use((_request, response) => void response.status(404).type('text').send('not found'));
  return app;
}

/** Listens with the time-outs a public port needs; answers the server and its port. */
export async function listen(app: Express, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 75_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new StartupError(`cannot listen on port ${port}: ${cause.message}`)));
    server.listen(port, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Refuses new requests, waits for open ones. */
export async function stopListening(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
