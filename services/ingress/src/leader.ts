import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@alita/observe';
import type { Lease } from '@alita/redis';

/** Short, since a killed leader's successor waits for it; two leaders for a moment would do no harm. */
export const LEASE_MS = 2_000;
const RENEW_MS = 500;

export interface LeaderOptions {
  readonly lease: Lease;
  readonly logger: Logger;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** The leader's work; its signal aborts when the lease is lost. Called again when it throws, after a pause. */
  readonly lead: (signal: AbortSignal) => Promise<void>;
  readonly renewMs?: number;
}

/** Keeps trying for a lease, and works for as long as it is held: one of several processes leads, another takes over. */
export async function leadWhileHeld({ lease, logger, signal, lead, renewMs = RENEW_MS }: LeaderOptions): Promise<void> {
  while (!signal.aborted) {
    if (await isHeld(lease, logger)) {
      const term = new AbortController();
      const either = AbortSignal.any([signal, term.signal]);
      const renewing = renew(lease, renewMs, either, logger).finally(() => term.abort());
      logger.info('lease-taken');
      await lead(either).catch((error: unknown) => logger.error('leader-failed', { error }));
      term.abort();
      await renewing;
      await lease.release().catch(() => {});
    }
    await pause(renewMs / 5, signal);
  }
}

/** Ends when the lease is lost or the signal says so. */
async function renew(lease: Lease, everyMs: number, signal: AbortSignal, logger: Logger): Promise<void> {
  let heldAt = Date.now();
  while (!signal.aborted) {
    await pause(everyMs, signal);
    if (signal.aborted) return;
    const held = await lease.hold().catch(() => undefined);
    if (held) heldAt = Date.now();
    // Redis may be away for a moment: nobody else can have taken the lease before it ran out
    else if (held === false || Date.now() - heldAt > LEASE_MS) {
      logger.warn('lease-lost');
      return;
    }
  }
}

async function isHeld(lease: Lease, logger: Logger): Promise<boolean> {
  try {
    return await lease.hold();
  } catch (error) {
    logger.warn('lease-unknown', { error });
    return false;
  }
}

/** Sleeps `ms`, or until the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
