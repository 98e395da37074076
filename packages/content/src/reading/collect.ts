import { isRaw, type Raw, textOf } from '../raw.ts';

/** Words as they stand in a message; `place` is the field of the message they are in. */
export interface Words {
  readonly place: string;
  readonly text: string;
}

/** A link's target, shown or hidden behind words or a button. */
export interface LinkFound {
  readonly place: string;
  readonly url: string;
}

/** A file. `kind` is the field that holds it, by Telegram's name. */
export interface FileFound {
  readonly place: string;
  readonly kind: string;
  readonly fileId: string;
  readonly uniqueId: string;
  readonly raw: Raw;
}

export interface Found {
  readonly words: Words[];
  readonly links: LinkFound[];
  readonly files: FileFound[];
}

/** Fields that hold words, wherever they are. */
const WORDS: ReadonlySet<string> = new Set([
  'text',
  'caption',
  'question',
  'explanation',
  'description',
  'title',
  'address',
  'name',
  'first_name',
  'last_name',
  'username',
  'phone_number',
  'vcard',
  'file_name',
  'performer',
  'sender_user_name',
  'author_signature',
  'prize_description',
  'option_text',
  'new_chat_title',
  'summary',
  'credit',
  'label',
  'expression',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'query',
]);
/** Other messages, pictures of pictures, and data no person sees. */
const SKIPPED: ReadonlySet<string> = new Set([
  'entities',
  'thumbnail',
  'thumb',
  'cover',
  'qualities',
  'callback_data',
  'pinned_message',
  'poll_message',
  'checklist_message',
  'giveaway_message',
  'suggested_post_message',
  'completed_by_user',
  'completed_by_chat',
  'added_by_user',
  'added_by_chat',
]);
const DEEPEST = 64;

/** Collects everything in one field of a message. Unknown objects are looked through like known ones. */
export function collect(place: string, message: Raw, found: Found): void {
  visit(place, place, message[place], message, 0);

  function visit(key: string, kind: string, value: unknown, parent: Raw, depth: number): void {
    if (depth > DEEPEST || SKIPPED.has(key) || key.endsWith('_entities')) return;
    if (WORDS.has(key) && (typeof value === 'string' || isRich(value))) {
      say(key, value, parent, depth);
    } else if (key === 'url' && typeof value === 'string') {
      found.links.push({ place, url: value });
    } else if (Array.isArray(value)) {
      const sizes = value.filter((item) => isRaw(item) && 'file_unique_id' in item && 'width' in item);
      if (sizes.length > 0 && sizes.length === value.length) visit(kind, kind, value.at(-1), parent, depth + 1);
      else for (const item of value) visit(typeof item === 'string' ? key : '', kind, item, parent, depth + 1);
    } else if (isRaw(value)) {
      keepFile(kind, value);
      for (const [field, inner] of Object.entries(value)) visit(field, field, inner, value, depth + 1);
    }
  }

  function say(key: string, value: unknown, parent: Raw, depth: number): void {
    const text = typeof value === 'string' ? value : plainOf(value, depth);
    if (text !== '') found.words.push({ place, text });
    const entities = key === 'text' ? (parent.entities ?? parent.text_entities) : parent[`${key}_entities`];
    if (typeof value === 'string') linksIn(text, entities);
    else richLinks(value, depth);
  }

  function linksIn(text: string, entities: unknown): void {
    if (!Array.isArray(entities)) return;
    for (const entity of entities.filter(isRaw)) {
      const { type, offset, length } = entity;
      const shown = type === 'url' ? text.slice(Number(offset), Number(offset) + Number(length)) : undefined;
      const url = shown ?? (type === 'text_link' ? textOf(entity.url) : undefined);
      if (url) found.links.push({ place, url });
    }
  }

  function richLinks(value: unknown, depth: number): void {
    if (depth > DEEPEST) return;
    if (Array.isArray(value)) for (const item of value) richLinks(item, depth + 1);
    if (!isRaw(value)) return;
    if (typeof value.url === 'string') found.links.push({ place, url: value.url });
    richLinks(value.text, depth + 1);
  }

  function keepFile(kind: string, file: Raw): void {
    const [fileId, uniqueId] = [textOf(file.file_id), textOf(file.file_unique_id)];
    if (fileId && uniqueId) found.files.push({ place, kind, fileId, uniqueId, raw: file });
  }
}

/** Rich text: a string, a list of them, or an object around one. */
const isRich = (value: unknown): boolean => Array.isArray(value) || (isRaw(value) && typeof value.type === 'string');

/** Its words in one piece, as people read them. */
function plainOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth > DEEPEST) return '';
  if (Array.isArray(value)) return value.map((item) => plainOf(item, depth + 1)).join('');
  if (!isRaw(value)) return '';
  return plainOf(value.text ?? value.alternative_text ?? value.expression, depth + 1);
}
