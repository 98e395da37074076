import { defineModule, z } from '@alita/kit';
import { createNotesStore } from './store.js';
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
/** Things a chat keeps to be said again: `#name`. */
export const notes = defineModule({ name: 'notes', store: createNotesStore, settings: NoteSettings });
/** The names of a chat's notes, at hand for every message that begins with `#`. */
export const book = notes.remembered({
    name: 'book',
    load: (store, chatId) => store.book(chatId),
    weigh: ({ size }) => size + 1,
});
//# sourceMappingURL=module.js.map