import type { Logger, Metrics } from '@alita/observe';
import { Unreachable, Watermark } from '@alita/queues';
import { ALLOWED_UPDATES, type Api } from '@alita/telegram';
import { z } from 'zod';
import type { Intake } from './intake.ts';
import { pause } from './leader.ts';
import { createPace } from './pace.ts';
import { backOffMs, callTelegram, insist, Refused } from './telegram-calls.ts';

const LONG_POLL_S = 30;
const BATCH = 100;
/** Polls are this far apart while updates come fast. */
const APART_MS = 10;
const STORE_AGAIN_MS = 1_000;
const SAY_FULL_MS = 10_000;
const CONFLICT = 409;

const Batch = z.array(z.looseObject({ update_id: z.number() }));

export interface PollingOptions {
  readonly api: Api;
  readonly intake: Intake;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Throw away what waits at Telegram before the first poll. */
  readonly dropPending: boolean;
  /** How long to wait after the n-th failure in a row, in milliseconds. */
  readonly backOff?: (failures: number) => number;
}

/**
 * Polls until the signal aborts or another poller is met. A batch is confirmed (by the next poll's offset) only when it
 * is stored, so an update is with Telegram or with us at any moment.
 */
export async function poll(options: PollingOptions, signal: AbortSignal): Promise<void> {
  const { api, logger, metrics, dropPending, backOff = backOffMs } = options;
  await insist(api, 'deleteWebhook', { drop_pending_updates: dropPending }, { logger, signal });
  const pace = createPace(APART_MS);
  let offset: number | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const params = { timeout: LONG_POLL_S, limit: BATCH, allowed_updates: ALLOWED_UPDATES };
      const call = callTelegram(api, 'getUpdates', offset === undefined ? params : { ...params, offset });
      const result = await untilAborted(call, signal);
      if (signal.aborted) return;
      failures = 0;
      metrics.telegramAnswered.setToCurrentTime();
      const updates = Batch.parse(result);
      const last = updates.at(-1);
      if (last && (await store(updates, options, signal))) offset = last.update_id + 1;
      const waitMs = pace(updates.length);
      if (waitMs > 0 && updates.length < BATCH) await pause(waitMs, signal);
    } catch (error) {
      failures++;
      metrics.pollErrors.inc({ reason: error instanceof Refused ? String(error.code) : 'no-answer' });
      if (error instanceof Refused && error.code === CONFLICT) {
        logger.warn('another-poller', { reason: error.message });
        await pause(backOff(failures + 2), signal);
        return;
      }
      const waitMs = error instanceof Refused && error.waitMs !== undefined ? error.waitMs : backOff(failures);
      logger.warn('poll-failed', { waitMs, error });
      await pause(waitMs, signal);
    }
  }
}

/** Stores a batch, however long Redis needs; false when the signal aborted before. */
async function store(updates: readonly unknown[], options: PollingOptions, signal: AbortSignal): Promise<boolean> {
  const { intake, logger } = options;
  let saidAt = 0;
  while (!signal.aborted) {
    try {
      const results = await intake.accept(updates);
      await intake.acceptShrunk(updates.filter((_update, index) => results[index] === 'full'));
      return true;
    } catch (error) {
      if (!(error instanceof Watermark || error instanceof Unreachable)) throw error;
      if (Date.now() - saidAt > SAY_FULL_MS) {
        saidAt = Date.now();
        logger.error('intake-stopped', { why: error.name, updates: updates.length, error });
      }
      await pause(STORE_AGAIN_MS, signal);
    }
  }
  return false;
}

/** The call's result, or undefined as soon as the signal aborts: a long poll need not be waited for. */
async function untilAborted(call: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  const aborted = Promise.withResolvers<undefined>();
  const abort = () => aborted.resolve(undefined);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([call, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
