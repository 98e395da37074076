import type { MessageEntity } from '@grammyjs/types';
import { byteOffset, linkEntity, sorted, unparsable } from './marks.ts';

type Simple = MessageEntity.CommonMessageEntity['type'];

const SIMPLE: Readonly<Record<string, Simple>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
};
const KNOWN: ReadonlySet<string> = new Set([...Object.keys(SIMPLE), 'a', 'pre', 'blockquote', 'tg-emoji', 'tg-time']);
const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const REFERENCE = /&(?:#(\d+)|#x([\da-f]+)|(lt|gt|amp|quot));?/iy;
const SPACE = /\s/;

interface Open {
  name: string;
  attributes: Map<string, string>;
  offset: number;
}

/** Parses Telegram's HTML; throws its errors, which count bytes. */
export function parseHtml(source: string): { text: string; entities: MessageEntity[] } {
  const entities: MessageEntity[] = [];
  const open: Open[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const next = nextMark(source, at);
    text += source.slice(at, next);
    at = next;
    if (source[at] === '&') {
      const reference = decode(source, at);
      text += reference.text;
      at += reference.length;
    } else if (source.startsWith('</', at)) {
      at = closeTag(source, at, text, open, entities);
    } else if (source[at] === '<') {
      const tag = readTag(source, at);
      open.push({ name: tag.name, attributes: tag.attributes, offset: text.length });
      at = tag.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw unparsable(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: sorted(entities) };
}

function nextMark(source: string, from: number): number {
  for (let i = from; i < source.length; i++) if (source[i] === '<' || source[i] === '&') return i;
  return source.length;
}

/** A character reference, or the `&` itself when it is none. */
function decode(source: string, at: number): { text: string; length: number } {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  const [whole, decimal, hex, name] = match ?? [];
  if (whole === undefined) return { text: '&', length: 1 };
  if (name) return { text: CHARACTERS[name.toLowerCase()] ?? whole, length: whole.length };
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code > 0 && code <= 0x10ffff
    ? { text: String.fromCodePoint(code), length: whole.length }
    : { text: '&', length: 1 };
}

/** Reads `<name attribute="value" …>`. */
function readTag(source: string, start: number): { name: string; attributes: Map<string, string>; end: number } {
  const where = (): string => `at byte offset ${byteOffset(source, start)}`;
  let at = start + 1;
  while (at < source.length && !SPACE.test(source.charAt(at)) && source[at] !== '>') at++;
  if (at >= source.length) throw unparsable(`Unclosed start tag ${where()}`);
  const name = source.slice(start + 1, at).toLowerCase();
  if (!KNOWN.has(name)) throw unparsable(`Unsupported start tag "${name}" ${where()}`);
  const attributes = new Map<string, string>();
  while (source[at] !== '>') {
    while (at < source.length && SPACE.test(source.charAt(at))) at++;
    if (at >= source.length) throw unparsable(`Unclosed start tag "${name}" ${where()}`);
    if (source[at] === '>') break;
    const begin = at;
    while (at < source.length && !SPACE.test(source.charAt(at)) && !'=>'.includes(source.charAt(at))) at++;
    const attribute = source.slice(begin, at).toLowerCase();
    if (attribute === '') throw unparsable(`Empty attribute name in the tag "${name}" ${where()}`);
    if (source[at] !== '=') {
      attributes.set(attribute, '');
      continue;
    }
    const value = readValue(source, at + 1);
    if (value.end > source.length) throw unparsable(`Unclosed start tag "${name}" ${where()}`);
    attributes.set(attribute, value.text);
    at = value.end;
  }
  if (name === 'span' && attributes.get('class') !== 'tg-spoiler') {
    throw unparsable(`Tag "span" must have class "tg-spoiler" ${where()}`);
  }
  return { name, attributes, end: at + 1 };
}

function readValue(source: string, start: number): { text: string; end: number } {
  const quote = source.charAt(start);
  const quoted = quote === '"' || quote === "'";
  let at = quoted ? start + 1 : start;
  let text = '';
  while (at < source.length && (quoted ? source[at] !== quote : !SPACE.test(source.charAt(at)) && source[at] !== '>')) {
    const { text: piece, length } = source[at] === '&' ? decode(source, at) : { text: source.charAt(at), length: 1 };
    text += piece;
    at += length;
  }
  return { text, end: quoted ? at + 1 : at };
}

function closeTag(source: string, start: number, text: string, open: Open[], entities: MessageEntity[]): number {
  const end = source.indexOf('>', start);
  const where = `at byte offset ${byteOffset(source, start)}`;
  const tag = open.pop();
  if (!tag) throw unparsable(`Unexpected end tag ${where}`);
  if (end < 0) throw unparsable(`Unclosed end tag ${where}`);
  const name = source
    .slice(start + 2, end)
    .trim()
    .toLowerCase();
  if (name !== '' && name !== tag.name)
    throw unparsable(`Unmatched end tag ${where}, expected "</${tag.name}>", found "</${name}>"`);
  const entity = entityOf(tag, text);
  if (entity && entity.length > 0) add(entities, entity, open.at(-1));
  return end + 1;
}

/** `<pre><code class="language-x">` is one entity, not two. */
function add(entities: MessageEntity[], entity: MessageEntity, parent: Open | undefined): void {
  const inner = entities.at(-1);
  if (
    entity.type === 'pre' &&
    inner?.type === 'pre' &&
    inner.offset === entity.offset &&
    inner.length === entity.length
  )
    return;
  if (entity.type === 'pre' && 'language' in entity && parent?.name !== 'pre') {
    entities.push({ type: 'code', offset: entity.offset, length: entity.length });
    return;
  }
  entities.push(entity);
}

function entityOf({ name, attributes, offset }: Open, text: string): MessageEntity | undefined {
  const length = text.length - offset;
  const simple = SIMPLE[name];
  const language = name === 'code' ? /^language-(.+)/.exec(attributes.get('class') ?? '')?.[1] : undefined;
  if (language) return { type: 'pre', language, offset, length };
  if (simple) return { type: simple, offset, length };
  switch (name) {
    case 'pre':
      return { type: 'pre', offset, length };
    case 'blockquote':
      return { type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', offset, length };
    case 'tg-emoji':
      return { type: 'custom_emoji', custom_emoji_id: attributes.get('emoji-id') ?? '', offset, length };
    case 'a':
      return linkEntity(attributes.get('href') ?? text.slice(offset), offset, length);
    case 'tg-time':
      return linkEntity(`tg://time?unix=${attributes.get('unix') ?? 0}`, offset, length);
    default:
      return undefined;
  }
}
