import { type Mailboxes, QUEUES, QueueName } from '@alita/queues';
import express, { type Router } from 'express';
import { z } from 'zod';

const ParkedChoice = z.object({ queue: QueueName, key: z.string().min(1), index: z.number().int().min(0).optional() });

type ConsoleMailboxes = Pick<Mailboxes, 'stats' | 'parked' | 'replay' | 'discard'>;

/**
 * The mailboxes as JSON: `GET /queues` lists all kinds, `GET /queues/<kind>/parked` the items set aside;
 * `POST /queues/replay` and `POST /queues/discard` take `{ queue, key, index? }`, all of the key's without an index.
 */
export function createMailboxConsole(mailboxes: ConsoleMailboxes): Router {
  const router = express.Router();
  router.use(express.json({ limit: '10kb' }));

  router.get('/', async (_request, response) => {
    const kinds = QUEUES.map(async (queue) => ({ queue, ...(await mailboxes.stats(queue)) }));
    response.json(await Promise.all(kinds));
  });

  router.get('/:queue/parked', async (request, response) => {
    const { data: queue } = QueueName.safeParse(request.params.queue);
    if (!queue) return void response.status(404).json({ error: 'no such queue' });
    response.json(await mailboxes.parked(queue));
  });

  for (const action of ['replay', 'discard'] as const)
    router.post(`/${action}`, async (request, response) => {
      const { data, error } = ParkedChoice.safeParse(request.body);
      if (!data) return void response.status(400).json({ error: z.prettifyError(error) });
      const items = await mailboxes[action](data.queue, data.key, data.index);
      response.json({ items });
    });
  return router;
}
