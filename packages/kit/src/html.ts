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

/** Plain text to Telegram HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

/**
 * A name that opens the person's profile.
 * @example reply('banned', { name: mention(target) })
 */
export const mention = (person: Pick<Person, 'id' | 'name'>): Html =>
  new Html(`<a href="tg://user?id=${person.id}">${escapeHtml(person.name)}</a>`);

/** Text shown in a fixed-width font. */
export const code = (text: string | number): Html => new Html(`<code>${escapeHtml(String(text))}</code>`);
