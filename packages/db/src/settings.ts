import type { Db } from './client.ts';

/** All modules' settings of a chat, by module; each module's schema reads its own. */
export async function readSettings(db: Db, chatId: number): Promise<Record<string, unknown>> {
  const rows = await db.chatSettings.findMany({ where: { chatId }, select: { module: true, data: true } });
  return Object.fromEntries(rows.map(({ module, data }) => [module, data]));
}

/** A chat by its names, and all its settings. */
export interface ChatSnapshot {
  /** Left out while the chat is not known. */
  readonly title?: string | undefined;
  readonly username?: string | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What is kept about a chat as a whole, in one query. */
export async function readChat(db: Db, chatId: number): Promise<ChatSnapshot> {
  const rows = await db.$queryRaw<
    { title: string; username: string | null; module: string | null; data: unknown }[]
  >`select c.title, c.username, s.module, s.data from chats c left join chat_settings s using (chat_id) where c.chat_id = ${chatId}`;
  const stored = rows.flatMap(({ module, data }) => (module === null ? [] : [[module, data] as const]));
  return {
    title: rows[0]?.title,
    username: rows[0]?.username ?? undefined,
    settings: Object.fromEntries(stored),
  };
}

/** Stores one module's settings whole; a chat that is not known yet becomes known. */
export async function writeSettings(
  db: Db,
  { id: chatId, title }: { readonly id: number; readonly title: string },
  module: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db.$executeRaw`
    with chat as (insert into chats (chat_id, title) values (${chatId}, ${title}) on conflict do nothing)
    insert into chat_settings (chat_id, module, data) values (${chatId}, ${module}, ${JSON.stringify(data)}::jsonb)
    on conflict (chat_id, module) do update set data = excluded.data`;
}
