import { setTimeout as sleep } from 'node:timers/promises';
import { deadline } from './deadline.ts';
import type { Logger } from './logger.ts';
import { StartupError } from './startup-error.ts';

export interface WaitOptions {
  readonly logger: Logger;
  /** How long in all; 60 s by default. */
  readonly totalMs?: number;
  /** How often the log says that it is still waiting; 5 s by default. */
  readonly sayEveryMs?: number;
  readonly retryEveryMs?: number;
  /** How long one attempt may take; 2 s by default. */
  readonly attemptMs?: number;
}

/**
 * Waits until `attempt` succeeds, for a server that may come up after us, and answers what it answered. Says so in the
 * log every 5 s and gives up after 60 s with a {@link StartupError}.
 * @example const redis = await waitFor('Redis', () => connect(url), { logger })
 */
export async function waitFor<T>(server: string, attempt: () => Promise<T>, options: WaitOptions): Promise<T> {
  const { logger, totalMs = 60_000, sayEveryMs = 5_000, retryEveryMs = 500, attemptMs = 2_000 } = options;
  const began = Date.now();
  let said = began;
  for (;;) {
    try {
      return await deadline(attempt(), attemptMs);
    } catch (error) {
      const reason = error instanceof Error && error.message !== '' ? error.message : String(error);
      const waitedMs = Date.now() - began;
      if (waitedMs >= totalMs) {
        const seconds = Math.round(totalMs / 1000);
        throw new StartupError(`${server} did not answer within ${seconds} s: ${reason}`, { cause: error });
      }
      if (Date.now() - said >= sayEveryMs || waitedMs < retryEveryMs) {
        said = Date.now();
        logger.warn('waiting-for-server', { server, waitedMs, givesUpAfterMs: totalMs, reason });
      }
      await sleep(retryEveryMs);
    }
  }
}
