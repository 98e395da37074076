import { SavedContent } from '@alita/content';
import { type Db, Prisma } from '@alita/db';
import { type Chat, z } from '@alita/kit';

/** A note as its names tell it. */
export interface Entry {
  /** What links carry. */
  readonly key: string;
  readonly isForAdmins: boolean;
  readonly isGroupOnly: boolean;
}

/** All names of a chat's notes. */
export type Book = ReadonlyMap<string, Entry>;

const Tags = z.array(z.string()).catch([]);

export type NotesStore = ReturnType<typeof createNotesStore>;

export function createNotesStore(db: Db) {
  return {
    async book(chatId: number): Promise<Book> {
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
