import type { Person } from './people.ts';

/** Text that is already Telegram HTML. Everything else is escaped where it is put into a message. */
export class Html {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
  toString(): string {
    return this.value;
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Plain text to Telegram HTML. Values in messages are escaped already; this is for Html made by hand.
 * @example new Html(`<b>${escapeHtml(title)}</b>`)
 */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/**
 * A name that opens the person's profile.
 * @example reply('banned', { name: mention(target) })
 */
export const mention = (person: Pick<Person, 'id' | 'name'>): Html =>
  new Html(`<a href="tg://user?id=${person.id}">${escapeHtml(person.name)}</a>`);

/**
 * Text shown in a fixed-width font.
 * @example reply('id', { id: code(chat.id) })
 */
export const code = (text: string | number): Html => new Html(`<code>${escapeHtml(String(text))}</code>`);
