import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './logger.ts';

const HOOK_MS = 10_000;
const TOTAL_MS = 60_000;

export interface Shutdown {
  /** Aborted when the shutdown begins. */
  readonly signal: AbortSignal;
  /** Registers what to do at the end; last registered runs first. Each has 10 s. */
  onStop: (name: string, stop: () => unknown) => void;
  /** Runs all hooks once; true when everything ended within 60 s. */
  run: () => Promise<boolean>;
}

/** Makes the one orderly end of a process: hooks in reverse order, each recovered and bounded. */
export function createShutdown(logger: Logger, { hookMs = HOOK_MS, totalMs = TOTAL_MS } = {}): Shutdown {
  const hooks: { name: string; stop: () => unknown }[] = [];
  const began = new AbortController();

  async function runHook({ name, stop }: { name: string; stop: () => unknown }): Promise<void> {
    const timer = new AbortController();
    const late = sleep(hookMs, 'late', { signal: timer.signal }).catch(() => 'done');
    try {
      if ((await Promise.race([(async () => stop())(), late])) === 'late')
        logger.error('stop-hook-late', { hook: name, hookMs });
    } catch (error) {
      logger.error('stop-hook-failed', { hook: name, error });
    } finally {
      timer.abort();
    }
  }

  async function runAll(): Promise<boolean> {
    const deadline = Date.now() + totalMs;
    for (let hook = hooks.pop(); hook; hook = hooks.pop()) {
      if (Date.now() > deadline) return false;
      await runHook(hook);
    }
    return true;
  }

  let running: Promise<boolean> | undefined;
  return {
    signal: began.signal,
    onStop(name, stop) {
      if (running) logger.warn('stop-hook-ignored', { hook: name });
      else hooks.push({ name, stop });
    },
    run() {
      began.abort();
      running ??= runAll();
      return running;
    },
  };
}
