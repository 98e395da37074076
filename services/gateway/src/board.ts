import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { RequestHandler } from 'express';

/** A BullMQ queue, as far as the console needs to know. */
export type BoardQueue = ConstructorParameters<typeof BullMQAdapter>[0];

/** The console of the wake-up queues, to be served at `basePath`; it shows and changes nothing. */
export function createBoard(queues: readonly BoardQueue[], basePath: string): RequestHandler {
  const server = new ExpressAdapter();
  server.setBasePath(basePath);
  const adapters = queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true }));
  createBullBoard({ queues: adapters, serverAdapter: server });
  return server.getRouter();
}
