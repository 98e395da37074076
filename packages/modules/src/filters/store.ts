import { createNoteBookStore, SavedContent } from '@alita/content';
import type { Db } from '@alita/db';
import type { Chat } from '@alita/kit';

/** What a chat answers to a keyword. */
export interface Filter {
  /** With the way it is looked for: `hi`, `prefix:hel`, `regex:…`. */
  readonly keyword: string;
  readonly content: SavedContent;
  /** Not tried any more: a regular expression that took too long, or an answer whose file is gone. */
  readonly isSuspended: boolean;
}

export type FiltersStore = ReturnType<typeof createFiltersStore>;

export function createFiltersStore(db: Db) {
  return {
    ...createNoteBookStore(db),

    /** A chat's filters, sorted. */
    async all(chatId: number): Promise<Filter[]> {
      const select = { keyword: true, content: true, isSuspended: true } as const;
      const rows = await db.filter.findMany({ where: { chatId }, select });
      return rows
        .map((row) => ({ ...row, content: SavedContent.parse(row.content) }))
        .sort((a, b) => a.keyword.localeCompare(b.keyword));
    },

    /** Keeps a filter, or what it answers from now on; a chat that is not known yet becomes known. */
    async put(chat: Chat, keyword: string, content: SavedContent): Promise<void> {
      await db.chat.createMany({ data: { chatId: chat.id, title: chat.title }, skipDuplicates: true });
      await db.filter.upsert({
        where: { chatId_keyword: { chatId: chat.id, keyword } },
        create: { chatId: chat.id, keyword, content },
        update: { content, isSuspended: false },
        select: { keyword: true },
      });
    },

    async remove(chatId: number, keyword: string): Promise<void> {
      await db.filter.deleteMany({ where: { chatId, keyword } });
    },

    async suspend(chatId: number, keyword: string): Promise<void> {
      await db.filter.updateMany({ where: { chatId, keyword }, data: { isSuspended: true } });
    },

    async clear(chatId: number): Promise<void> {
      await db.filter.deleteMany({ where: { chatId } });
    },
  };
}
