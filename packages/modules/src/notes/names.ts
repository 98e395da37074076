import { nameOfNote } from '@alita/content';
import { UserError } from '@alita/kit';

const LONGEST = 64;
const MOST = 10;
/**
 * `#` begins a name when it is asked for, `|` separates names, the rest would not survive being shown. Joiners and tags
 * hold emoji and some scripts together.
 */
const RESERVED = /[#|"“”«»<>`]|(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{C}/u;

/**
 * The names of a new note: one, or several with `|` between them.
 * @throws UserError that says what is wrong with the first bad one
 */
export function namesOf(typed: string): readonly string[] {
  const names = [...new Set(typed.split('|').map(nameOfNote))];
  for (const name of names) {
    if (name === '') throw new UserError('name-empty');
    if (Array.from(name).length > LONGEST) throw new UserError('name-too-long', { max: LONGEST });
    if (RESERVED.test(name)) throw new UserError('name-reserved', { name, what: RESERVED.exec(name)?.[0] ?? '' });
  }
  if (names.length > MOST) throw new UserError('too-many-names', { max: MOST });
  return names;
}

/** What is asked for: a name, in quotes or not, and perhaps its source (`noformat`). */
export function readRequest(typed: string): { readonly name: string; readonly isSource: boolean } {
  const [, given = '', noformat] = /^(.*?)(\s+noformat)?$/is.exec(typed.trim()) ?? [];
  return { name: nameOfNote(given.replace(/^["“«](.*)["”»]$/s, '$1')), isSource: noformat !== undefined };
}

/** A note by what was typed: the whole of it, or else its first word, so that what follows a name does not matter. */
export function lookUp<T>(
  typed: string,
  book: ReadonlyMap<string, T>,
): { readonly name: string; readonly isSource: boolean; readonly entry: T } | undefined {
  const [word = '', second] = typed.trim().split(/\s+/);
  const whole = readRequest(typed);
  const first = { name: nameOfNote(word), isSource: second?.toLowerCase() === 'noformat' };
  for (const request of [whole, first]) {
    const entry = book.get(request.name);
    if (entry !== undefined) return { ...request, entry };
  }
  return undefined;
}
