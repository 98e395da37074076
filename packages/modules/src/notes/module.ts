import { defineModule, z } from '@alita/kit';
import { createNotesStore } from './store.ts';

const DAY_SECONDS = 86_400;

export const NoteSettings = z.object({
  /** Every note that is not for the group only is shown in private. */
  isPrivate: z.boolean().default(false),
  /** Seconds after which a note shown in the group is deleted again; 0 = never. */
  deleteAfter: z
    .number()
    .int()
    .min(0)
    .max(2 * DAY_SECONDS)
    .default(0),
});
export type NoteSettings = z.infer<typeof NoteSettings>;

/** Things a chat keeps to be said again: `#name`. */
export const notes = defineModule({ name: 'notes', store: createNotesStore, settings: NoteSettings });
