import type { Chat } from '@alita/kit';

/** Where Telegram's apps open a message of a supergroup or channel. */
export function messageLink({ id, username }: Pick<Chat, 'id' | 'username'>, messageId: number): string {
  const place = username ?? `c/${String(id).replace(/^-100/, '')}`;
  return `https://t.me/${place}/${messageId}`;
}
