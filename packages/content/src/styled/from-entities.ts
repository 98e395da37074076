import { isRaw, type Raw, textOf } from '../raw.ts';
import { customEmoji, dateTime, type Look, type Mark, STYLES, textLink } from './styled.ts';

/**
 * Telegram's entities as marks. Those it finds by itself in every text (links, mentions, hashtags, commands) are left
 * out: it will find them again.
 */
export function marksOf(entities: unknown): Mark[] {
  if (!Array.isArray(entities)) return [];
  return entities.filter(isRaw).flatMap((entity) => {
    const { offset, length } = entity;
    const look = lookOf(entity);
    if (!look || typeof offset !== 'number' || typeof length !== 'number') return [];
    return [{ look, from: offset, to: offset + length }];
  });
}

function lookOf(entity: Raw): Look | undefined {
  switch (entity.type) {
    case 'code':
    case 'blockquote':
    case 'expandable_blockquote':
      return { type: entity.type };
    case 'pre':
      return { type: 'pre', language: textOf(entity.language) };
    case 'text_link':
      return textLink(textOf(entity.url));
    case 'text_mention':
      return isRaw(entity.user) ? textLink(`tg://user?id=${Number(entity.user.id)}`) : undefined;
    case 'custom_emoji':
      return customEmoji(textOf(entity.custom_emoji_id));
    case 'date_time':
      return dateTime(String(entity.unix_time), textOf(entity.date_time_format));
    default: {
      const style = STYLES.find((name) => name === entity.type);
      return style && { type: style };
    }
  }
}
