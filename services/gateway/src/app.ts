import { readFileSync } from 'node:fs';
import { EXPOSITION_TYPE, isBearer, type Metrics, mergeExpositions } from '@alita/observe';
import { type Mailboxes, QUEUES } from '@alita/queues';
import express, { type Express, type RequestHandler } from 'express';
import { type HealthOptions, readHealth } from './health.ts';
import { createMailboxConsole } from './mailbox-console.ts';
import { createOverview } from './overview.ts';
import { behindPassword } from './password.ts';

export interface GatewayOptions extends HealthOptions {
  readonly mailboxes: Pick<Mailboxes, 'stats' | 'parked' | 'replay' | 'discard'>;
  readonly metrics: Metrics;
  readonly notReady: () => Promise<readonly string[]>;
  /** Opens the status page, the mailboxes and the queue console; they are off without it. */
  readonly password?: string | undefined;
  /** What a scraper must show. */
  readonly metricsToken?: string | undefined;
  /** The BullMQ console, served at `/bull`. */
  readonly board?: RequestHandler | undefined;
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; frame-ancestors 'none'";

/** The HTTP side of the system for its operators. */
export function createGateway(options: GatewayOptions): Express {
  const { instances, mailboxes, metrics, password, metricsToken, board } = options;
  const app = express().disable('x-powered-by');
  const locked = behindPassword(password);
  const overview = createOverview(options);
  const page = readFileSync(new URL('page/index.html', import.meta.url), 'utf8');

  app.get('/livez', (_request, response) => void response.type('text').send('ok'));
  app.get('/readyz', async (_request, response) => {
    const reasons = await options.notReady();
    response
      .status(reasons.length === 0 ? 200 : 503)
      .type('text')
      .send(reasons.join('\n') || 'ok');
  });

  app.get('/health', async (_request, response) => {
    const health = await readHealth(options);
    response.status(health.status === 'healthy' ? 200 : 503).json(health);
  });

  app.get('/metrics', async (request, response) => {
    if (metricsToken && !isBearer(request.get('authorization'), metricsToken))
      return void response.status(401).type('text').send('unauthorized');
    await measureQueues(mailboxes, metrics);
    // the gateway beats too: its own registry is among those scraped
    response.type(EXPOSITION_TYPE).send(mergeExpositions(await instances.expositions()));
  });

  app.get('/', locked, (_request, response) => {
    response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(page);
  });
  app.get('/status.json', locked, async (_request, response) => void response.json(await overview()));
  app.use('/queues', locked, createMailboxConsole(mailboxes));
  if (board) app.use('/bull', locked, board);
  app.use((_request, response) => void response.status(404).type('text').send('not found'));
  return app;
}

async function measureQueues(mailboxes: Pick<Mailboxes, 'stats'>, metrics: Metrics): Promise<void> {
  await Promise.all(
    QUEUES.map(async (queue) => {
      const { keys, items, parked, oldestMs } = await mailboxes.stats(queue);
      metrics.queueDepth.set({ queue, state: 'mailboxes' }, keys);
      metrics.queueDepth.set({ queue, state: 'items' }, items);
      metrics.queueDepth.set({ queue, state: 'parked' }, parked);
      metrics.queueOldest.set({ queue }, oldestMs / 1000);
    }),
  );
}
