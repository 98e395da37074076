import { createNoteBookStore, SavedContent } from '@alita/content';
import { type Db, Prisma } from '@alita/db';
import type { Chat } from '@alita/kit';

export type NotesStore = ReturnType<typeof createNotesStore>;

export function createNotesStore(db: Db) {
  return {
    ...createNoteBookStore(db),

    /** A note by its key; undefined when it is gone. */
    async find(chatId: number, key: string): Promise<SavedContent | undefined> {
      const found = await db.note.findUnique({ where: { chatId_key: { chatId, key } }, select: { content: true } });
      return found ? SavedContent.parse(found.content) : undefined;
    },

    /** Keeps a note under names that are free or its own; a chat that is not known yet becomes known. */
    async put(chat: Chat, { key, names, content }: { key: string; names: readonly string[]; content: SavedContent }) {
      await db.chat.createMany({ data: { chatId: chat.id, title: chat.title }, skipDuplicates: true });
      await db.note.upsert({
        where: { chatId_key: { chatId: chat.id, key } },
        create: { chatId: chat.id, key, content },
        update: { content },
        select: { key: true },
      });
      const rows = names.map((name) => ({ chatId: chat.id, name, noteKey: key }));
      await db.noteName.createMany({ data: rows, skipDuplicates: true });
    },

    /** Forgets a name, and the note with its last one. */
    async removeName(chatId: number, { name, key }: { name: string; key: string }): Promise<void> {
      await db.noteName.deleteMany({ where: { chatId, name } });
      await db.note.deleteMany({ where: { chatId, key, names: { none: {} } } });
    },

    async clear(chatId: number): Promise<void> {
      await db.$executeRaw(Prisma.sql`delete from notes where chat_id = ${chatId}`);
    },
  };
}
