import { busyEvening } from './busy-evening.ts';
import { raid } from './raid.ts';
import type { Script } from './script.ts';
import { spamWave } from './spam-wave.ts';

/** All scenarios, by name. */
export const scripts: Readonly<Record<string, Script>> = Object.fromEntries(
  [raid, spamWave, busyEvening].map((script) => [script.name, script]),
);
