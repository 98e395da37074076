import { subscribe } from 'node:diagnostics_channel';
import { existsSync, unlinkSync } from 'node:fs';
import { CRASH_POINTS, type CrashPoint } from '@alita/queues';

/**
 * Preloaded into the services of a chaos run: the process ends itself, as by `kill -9`, at the points that
 * `CHAOS_CRASH_AT` tells as JSON.
 */
export interface Crash {
  readonly point: CrashPoint['point'];
  readonly queue: CrashPoint['queue'];
  /** One in so many times, at random; every time unless said. */
  readonly oneIn?: number;
  /** Only while an item is handled whose body has this in it. */
  readonly text?: string;
  /** Only while this file exists. */
  readonly armedBy?: string;
  /** Whoever gets there first takes the file away: nobody else ends. */
  readonly once?: true;
}

const crashes: readonly Crash[] = JSON.parse(process.env.CHAOS_CRASH_AT ?? '[]');

subscribe(CRASH_POINTS, (message) => {
  const reached = message as CrashPoint;
  for (const { point, queue, oneIn = 1, text, armedBy, once = false } of crashes) {
    if (point !== reached.point || queue !== reached.queue) continue;
    if (text !== undefined && !JSON.stringify(reached.item ?? '').includes(text)) continue;
    if (Math.random() * oneIn > 1) continue;
    if (armedBy === undefined || (once ? takeAway(armedBy) : existsSync(armedBy))) process.kill(process.pid, 'SIGKILL');
  }
});

function takeAway(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    return false;
  }
}
