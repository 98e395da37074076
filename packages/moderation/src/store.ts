import type { Db } from '@alita/db';

/** What features keep that others may know, too: only to be read. */
export const createFacts = (db: Db) => ({
  /** How many warnings of somebody count in a chat now. */
  countWarnings: (chatId: number, userId: number): Promise<number> =>
    db.warning.count({ where: { chatId, userId, punishedAt: null } }),
});
