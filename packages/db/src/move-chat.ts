import type { Db } from './client.ts';
import { readSettings, writeSettings } from './settings.ts';

/**
 * A basic group became a supergroup: all that is kept about it goes by the new id from now on, and the old id only says
 * where it went. What came to the new id before is dropped: nobody can have said anything there that counts. Doing it
 * twice does nothing.
 */
export async function moveChat(
  db: Db,
  from: { readonly id: number; readonly title: string },
  to: number,
): Promise<void> {
  const { kit } = await readSettings(db, from.id);
  if (kit) return;
  await db.chat.deleteMany({ where: { chatId: to } });
  await db.chat.updateMany({ where: { chatId: from.id }, data: { chatId: to, isActive: true } });
  await writeSettings(db, from, 'kit', { migratedTo: to });
  await db.chat.updateMany({ where: { chatId: from.id }, data: { isActive: false } });
}
