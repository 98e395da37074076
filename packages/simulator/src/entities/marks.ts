import type { MessageEntity } from '@grammyjs/types';
import { type ApiError, bad } from '../world/errors.ts';

/** The error of text that cannot be parsed. */
export function unparsable(why: string): ApiError {
  return bad(`can't parse entities: ${why}`);
}

/** Byte offset in UTF-8 of an index in UTF-16, as Telegram's errors count. */
export function byteOffset(source: string, index: number): number {
  return Buffer.byteLength(source.slice(0, index));
}

/** Sorted as Telegram returns them: by place, the longer first. */
export function sorted(entities: MessageEntity[]): MessageEntity[] {
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** The entity of a link, or of what a link of Telegram's own means; undefined when the address is no good. */
export function linkEntity(url: string, offset: number, length: number): MessageEntity | undefined {
  const emoji = /^tg:\/\/emoji\?id=(\d+)/.exec(url)?.[1];
  if (emoji) return { type: 'custom_emoji', custom_emoji_id: emoji, offset, length };
  const address = /^[a-z][\w+.-]*:/i.test(url) ? url : `http://${url}`;
  if (!/^(?:https?|tg|ton|mailto|tel):/i.test(address) || !URL.canParse(address)) return undefined;
  const normal = /^https?:/i.test(address) ? new URL(address).href : address;
  return { type: 'text_link', url: normal, offset, length };
}
