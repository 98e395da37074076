import { busyEvening } from './busy-evening.ts';
import { flood } from './flood.ts';
import { joinRequests } from './join-requests.ts';
import { raid } from './raid.ts';
import type { Script } from './script.ts';
import { spamWave } from './spam-wave.ts';

/** All scenarios, by name. */
export const scripts: Readonly<Record<string, Script>> = Object.fromEntries(
  [raid, flood, spamWave, joinRequests, busyEvening].map((script) => [script.name, script]),
);
