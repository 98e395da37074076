import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';

/** A BullMQ queue, as far as the console needs to know. */
export type BoardQueue = ConstructorParameters<typeof BullMQAdapter>[0];

/**
 * The console of the wake-up queues, to be served at `basePath`; it shows and changes nothing. Each is described by what
 * `titles` says of its name; of a cluster's shards each has its own.
 */
export function createBoard(
  queues: readonly BoardQueue[],
  titles: Readonly<Record<string, string>>,
  basePath: string,
): RequestHandler {
  const server = new ExpressAdapter();
  server.setBasePath(basePath);
  const isSharded = new Set(queues.map(({ opts }) => opts.prefix)).size > 1;
  const adapters = queues.map((queue) => {
    const prefix = isSharded ? `${queue.opts.prefix}:` : '';
    return new BullMQAdapter(queue, { readOnlyMode: true, description: titles[queue.name] ?? '', prefix });
  });
  createBullBoard({ queues: adapters, serverAdapter: server });
  return server.getRouter();
}
