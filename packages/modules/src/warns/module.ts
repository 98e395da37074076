import { defineModule, LONGEST_MS, SHORTEST_MS, z } from '@alita/kit';
import { Punishment } from '@alita/moderation';
import { createWarnsStore } from './store.ts';

const DAY = 86_400_000;

export const WarnSettings = z.object({
  limit: z.number().int().min(1).max(100).default(3),
  mode: Punishment.default('mute'),
  /** Of a temporary ban or mute. */
  lengthMs: z.number().int().min(SHORTEST_MS).max(LONGEST_MS).default(DAY),
  /** How long a warning counts; for good when left out. */
  countsMs: z.number().int().min(SHORTEST_MS).max(LONGEST_MS).optional(),
});
export type WarnSettings = z.infer<typeof WarnSettings>;

export const warns = defineModule({ name: 'warns', store: createWarnsStore, settings: WarnSettings });
