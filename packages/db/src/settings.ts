import type { Db } from './client.ts';
import type { Prisma } from './generated/client.ts';

/** All modules' settings of a chat, by module, in one query; each module's schema reads its own. */
export async function readSettings(db: Db, chatId: number): Promise<Record<string, unknown>> {
  const rows = await db.chatSettings.findMany({ where: { chatId }, select: { module: true, data: true } });
  return Object.fromEntries(rows.map(({ module, data }) => [module, data]));
}

/** Stores one module's settings whole; a chat that is not known yet becomes known. */
export async function writeSettings(
  db: Db,
  { id: chatId, title }: { readonly id: number; readonly title: string },
  module: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const json = data as Prisma.InputJsonObject;
  await db.chatSettings.upsert({
    where: { chatId_module: { chatId, module } },
    create: { module, data: json, chat: { connectOrCreate: { where: { chatId }, create: { chatId, title } } } },
    update: { data: json },
    select: { module: true },
  });
}
