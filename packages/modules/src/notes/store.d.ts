import { SavedContent } from '@alita/content';
import { type Db } from '@alita/db';
import { type Chat } from '@alita/kit';
/** A note as its names tell it. */
export interface Entry {
    /** What links carry. */
    readonly key: string;
    readonly isForAdmins: boolean;
    readonly isGroupOnly: boolean;
}
/** All names of a chat's notes. */
export type Book = ReadonlyMap<string, Entry>;
export type NotesStore = ReturnType<typeof createNotesStore>;
export declare function createNotesStore(db: Db): {
    book(chatId: number): Promise<Book>;
    /** A note by its key; undefined when it is gone. */
    find(chatId: number, key: string): Promise<SavedContent | undefined>;
    /** Keeps a note under names that are free or its own; a chat that is not known yet becomes known. */
    put(chat: Chat, { key, names, content }: {
        key: string;
        names: readonly string[];
        content: SavedContent;
    }): Promise<void>;
    /** Forgets a name, and the note with its last one. */
    removeName(chatId: number, { name, key }: {
        name: string;
        key: string;
    }): Promise<void>;
    clear(chatId: number): Promise<void>;
};
//# sourceMappingURL=store.d.ts.map