import { Unsure as CommitUnsure, type Database, DatabaseUnavailable, Fenced as ReceiptFenced } from '@alita/db';
import type { Logger, Metrics } from '@alita/observe';
import { inSpan } from '@alita/observe';
import { Commit, chatOfKey, type Delivery, Fenced, RetryLater, Unsure } from '@alita/queues';
import type { Runtime } from '@alita/runtime';
import { toCommit } from './commit.ts';

/** Pause before an item is tried again while the database cannot serve. */
const DATABASE_PAUSE_MS = 1_000;

export interface HandlerOptions {
  readonly runtime: Runtime;
  readonly database: Database;
  readonly botId: number;
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Told of each unit of work (by its `db`) that was committed. */
  readonly onCommitted: (unit: object) => void;
  /** Kinds of items there are; the label of metrics. */
  readonly kinds: ReadonlySet<string>;
}

/** The worker's drain handler: one item through the runtime, its writes and effects both or neither. */
export function createHandler({ runtime, database, botId, now, logger, metrics, kinds, onCommitted }: HandlerOptions) {
  const meterOf = (kind: string) => ({
    age: metrics.updateAge.labels({ kind }),
    done: metrics.updatesHandled.labels({ kind, outcome: 'done' }),
  });
  const meters = new Map([...kinds].map((kind) => [kind, meterOf(kind)]));
  const others = meterOf('other');

  async function handle(delivery: Delivery): Promise<Commit> {
    const { item, key, epoch, versions, lastAttempt } = delivery;
    const chatId = chatOfKey(key);
    if (chatId === undefined) throw new Error(`${key} is not the mailbox of a chat`);
    const began = now();
    const meter = meters.get(item.kind) ?? others;
    meter.age.observe(Math.max(0, began - item.ms) / 1000);
    const unit = database.unitOfWork({
      mailbox: key,
      epoch,
      item: delivery.receipt,
      beforeOpen: () => delivery.settle(),
    });
    try {
      const { body } = item;
      const readState = (fields: readonly string[]) => delivery.readState(fields);
      const result = await runtime.handle({
        // with its arrival: ids of timers recur, and what is made from them must not
        id: delivery.receipt,
        kind: item.kind,
        body,
        chatId,
        versions,
        unit,
        readState,
        isLastTry: lastAttempt,
      });
      const commit = toCommit(result, {
        itemId: delivery.receipt,
        key,
        bot: botId,
        now: began,
        trace: item.trace,
      });
      meter.done.inc();
      if (Object.keys(result.notes).length > 0)
        logger.info('handled', { chatId, item: item.id, kind: item.kind, ...result.notes, ms: now() - began });
      if (!unit.wrote) return commit;
      const wrote: Commit = { ...commit, wrote: true };
      const outcome = await unit.commit(wrote);
      if (outcome === 'committed') onCommitted(unit.db);
      return outcome === 'committed' ? wrote : Commit.parse(outcome.stored);
    } catch (error) {
      await unit.rollback();
      throw asMailboxError(error);
    }
  }

  return (delivery: Delivery): Promise<Commit> =>
    inSpan('worker.handle', { parent: delivery.item.trace, attributes: { kind: delivery.item.kind } }, () =>
      handle(delivery),
    );
}

/** What went wrong, in the mailbox's words. */
function asMailboxError(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return new RetryLater(DATABASE_PAUSE_MS, { cause: error });
  if (error instanceof ReceiptFenced) return new Fenced(error.epoch);
  if (error instanceof CommitUnsure) return new Unsure(error.message, { cause: error });
  return error;
}

/** Trouble that is not the handler's fault: the item is to be handled again as if nothing had been tried. */
export const isTransient = (error: unknown): boolean =>
  [DatabaseUnavailable, RetryLater, ReceiptFenced, Fenced, CommitUnsure, Unsure].some((kind) => error instanceof kind);
