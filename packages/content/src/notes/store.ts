import type { Db } from '@alita/db';
import { type Remembered, z } from '@alita/kit';

/** A note as its names tell it. */
export interface NoteEntry {
  /** What links carry. */
  readonly key: string;
  readonly isForAdmins: boolean;
  readonly isGroupOnly: boolean;
}

/** All names of a chat's notes. */
export type NoteBook = ReadonlyMap<string, NoteEntry>;

const Tags = z.array(z.string()).catch([]);

/** What a feature's store needs so that its buttons lead to notes; `notes` writes what is read here. */
export const createNoteBookStore = (db: Db) => ({
  async book(chatId: number): Promise<NoteBook> {
    const rows = await db.$queryRaw<{ name: string; key: string; tags: unknown }[]>`
      select m.name, n.key, n.content -> 'tags' as tags from note_names m
        join notes n on n.chat_id = m.chat_id and n.key = m.note_key where m.chat_id = ${chatId}`;
    return new Map(
      rows.map(({ name, key, tags }) => {
        const given = Tags.parse(tags);
        return [name, { key, isForAdmins: given.includes('admin'), isGroupOnly: given.includes('noprivate') }];
      }),
    );
  },
});
export type NoteBookStore = ReturnType<typeof createNoteBookStore>;

/** The names of a chat's notes, at hand for every message that begins with `#` and every button to a note. */
export const noteBook: Remembered<NoteBook> = {
  name: 'notes.book',
  load: (store: NoteBookStore, chatId) => store.book(chatId),
  weigh: ({ size }) => size + 1,
};
