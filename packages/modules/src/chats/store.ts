import type { Db } from '@alita/db';

export function createChatsStore(db: Db) {
  return {
    /** The bot can do nothing there any more. What is kept stays, should it come back. */
    async setInactive(chatId: number): Promise<void> {
      await db.chat.updateMany({ where: { chatId, isActive: true }, data: { isActive: false } });
    },
  };
}
