import { SILENCE } from '@alita/kit';
import type { Logger, Metrics } from '@alita/observe';
import { inSpan } from '@alita/observe';
import { Ask, type Delivery, type Mailboxes } from '@alita/queues';
import type { Api } from '@alita/telegram';
import { createAskHandler } from './answer-ask.ts';
import type { Desk } from './desk.ts';
import type { Limiter } from './limits/limiter.ts';
import { createCallHandler } from './make-call.ts';
import { createReport } from './report.ts';

export { createFreezer } from './limits/freezer.ts';
export type { Limiter, Pace, Paces } from './limits/limiter.ts';
export { createRedisLimiter } from './limits/redis-limiter.ts';

export interface SenderOptions {
  readonly mailboxes: Pick<Mailboxes, 'drain' | 'answer' | 'readRef' | 'getBlob'>;
  readonly api: Api;
  /** The bot's id. */
  readonly bot: number;
  readonly limiter: Limiter;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Chats served at the same time, in each lane. */
  readonly concurrency?: number;
  readonly now?: () => number;
}

export interface Sender {
  /** Finishes the calls under way and leaves the rest to other senders. */
  close(): Promise<void>;
}

/** Starts to drain both out lanes into Telegram. */
export function createSender({ logger, metrics, concurrency = 50, now = Date.now, ...given }: SenderOptions): Sender {
  const desk: Desk = { ...given, now, report: createReport({ logger, metrics }) };
  const makeCall = createCallHandler(desk);
  const answerAsk = createAskHandler(desk);
  const handle = (delivery: Delivery) =>
    inSpan('call', { parent: delivery.item.trace }, async () =>
      delivery.item.kind === Ask.kind ? answerAsk(delivery) : makeCall(delivery),
    );
  const lanes = [
    given.mailboxes.drain('out-u', handle, { concurrency }),
    given.mailboxes.drain('out-n', handle, { concurrency, stateFields: [SILENCE] }),
  ];
  return {
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}
