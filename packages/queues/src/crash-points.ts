import { channel } from 'node:diagnostics_channel';
import type { Item, QueueName } from './item.ts';

/** A place of the crash table that a process has reached. */
export interface CrashPoint {
  readonly point: 'pushed' | 'claimed' | 'handling' | 'handled' | 'committed';
  readonly queue: QueueName;
  readonly key: string;
  /** What is being handled. */
  readonly item?: Item;
}

/** Where crash points are told; nobody listens but tests and chaos runs, which end the process there. */
export const CRASH_POINTS = 'alita:crash-point';

const points = channel(CRASH_POINTS);

/** Tells that a point was reached; costs nothing unless somebody listens. */
export function reached(point: CrashPoint['point'], queue: QueueName, key: string, item?: Item): void {
  if (points.hasSubscribers) points.publish({ point, queue, key, ...(item && { item }) } satisfies CrashPoint);
}
