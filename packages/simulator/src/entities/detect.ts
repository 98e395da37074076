import type { MessageEntity } from '@grammyjs/types';

type Found = MessageEntity.CommonMessageEntity;

const TOP_LEVEL =
  'com|org|net|info|biz|io|me|dev|app|co|ru|de|uk|fr|es|it|eu|us|cn|in|br|xyz|top|site|online|shop|club|link|live|ly|gg|tv|to|cc|ai|tech|store|pro|example|test';

/** In order of precedence: a later kind never overlaps an earlier one. */
const PATTERNS: readonly [Found['type'], RegExp][] = [
  ['url', /(?:https?|tg|ton):\/\/[^\s<>"]+/giu],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  [
    'url',
    new RegExp(`(?<![\\w@./-])(?:[\\p{L}\\d-]+\\.)+(?:${TOP_LEVEL})(?::\\d+)?(?:/[^\\s<>"]*)?(?![\\p{L}\\d-])`, 'giu'),
  ],
  ['bot_command', /(?<![\w/])\/\w{1,64}(?:@\w{3,32})?(?![\w/])/gu],
  ['mention', /(?<![\w@])@\w{3,32}(?!\w)/gu],
  ['hashtag', /(?<![\p{L}\d_])#[\p{L}\d_]*[\p{L}_][\p{L}\d_]*/gu],
  ['cashtag', /(?<![\w$])\$[A-Z]{3,8}(?![\w$])/gu],
];

/** What any of them has; a full stop before a space is none. */
const ANYTHING = /[/@#$]|\.[a-z]/i;
const TRAILING = /[.,:;!?'")\]]+$/;

/** Commands, mentions, tags, links and addresses that Telegram marks by itself, by UTF-16 offset. */
export function detectEntities(text: string): MessageEntity[] {
  if (!ANYTHING.test(text)) return [];
  const found: Found[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const word = type === 'url' ? match[0].replace(TRAILING, '') : match[0];
      const entity = { type, offset: match.index, length: word.length };
      if (!found.some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

type Span = Pick<MessageEntity, 'offset' | 'length'>;

function overlaps(a: Span, b: Span): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** Entities given by the sender plus those found in the text outside of links, mentions and code. */
export function withDetected(text: string, given: readonly MessageEntity[]): MessageEntity[] {
  const opaque = given.filter(
    ({ type }) => type === 'code' || type === 'pre' || type === 'text_link' || type === 'text_mention',
  );
  const found = detectEntities(text).filter(
    (entity) => !given.some((g) => g.type === entity.type && overlaps(g, entity)),
  );
  return [...given, ...found.filter((entity) => !opaque.some((other) => overlaps(other, entity)))].sort(
    (a, b) => a.offset - b.offset || b.length - a.length,
  );
}
