import type { MessageEntity } from '@grammyjs/types';
import { byteOffset, linkEntity, sorted, unparsable } from './marks.ts';

const SPECIAL = '_*`[';

/** Parses the older Markdown: four marks, no nesting; throws Telegram's errors. */
export function parseMarkdown(source: string): { text: string; entities: MessageEntity[] } {
  const entities: MessageEntity[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const mark = source.charAt(at);
    if (mark === '\\' && SPECIAL.includes(source.charAt(at + 1)) && at + 1 < source.length) {
      text += source.charAt(at + 1);
      at += 2;
      continue;
    }
    if (!SPECIAL.includes(mark)) {
      text += mark;
      at++;
      continue;
    }
    const closing = mark === '[' ? ']' : source.startsWith('```', at) ? '```' : mark;
    const begin = at + (closing.length === 3 ? 3 : 1);
    const end = source.indexOf(closing, begin);
    if (end < 0) throw unparsable(`Can't find end of the entity starting at byte offset ${byteOffset(source, at)}`);
    const offset = text.length;
    const inner = source.slice(begin, end);
    at = end + closing.length;
    if (closing === '```') {
      const { language, code } = fenced(inner);
      text += code;
      if (code) entities.push({ type: 'pre', offset, length: code.length, ...(language ? { language } : {}) });
      continue;
    }
    text += inner;
    if (mark === '[') at = link(source, at, inner, offset, entities);
    else if (inner)
      entities.push({ type: mark === '*' ? 'bold' : mark === '_' ? 'italic' : 'code', offset, length: inner.length });
  }
  return { text, entities: sorted(entities) };
}

/** A code block's language (a word on its first line) and code. */
export function fenced(inner: string): { language: string | undefined; code: string } {
  const match = /^([^\s`]+)?\r?\n/.exec(inner);
  return match ? { language: match[1], code: inner.slice(match[0].length) } : { language: undefined, code: inner };
}

function link(source: string, at: number, label: string, offset: number, entities: MessageEntity[]): number {
  if (source[at] !== '(') return at;
  const end = source.indexOf(')', at);
  if (end < 0) return at;
  const entity = label ? linkEntity(source.slice(at + 1, end), offset, label.length) : undefined;
  if (entity) entities.push(entity);
  return end + 1;
}
