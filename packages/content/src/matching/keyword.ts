/**
 * How a keyword is looked for: as a word, at the beginning of words, as the whole message, or as a regular expression.
 * What is typed before the colon: `prefix:hel`, `exact:hello`, `regex:he+llo`.
 */
export const KEYWORD_MODES = ['prefix', 'exact', 'regex'] as const;
export type KeywordMode = (typeof KEYWORD_MODES)[number] | 'word';

export interface Keyword {
  readonly mode: KeywordMode;
  /** Without the mode. */
  readonly text: string;
  /** As it is kept and shown: with its mode, and in lower case where case does not matter. */
  readonly name: string;
}

export const LONGEST_KEYWORD = 100;

export type KeywordProblem = 'empty' | 'too-long' | 'not-a-regex';

/** Reads a keyword as it was typed. */
export function readKeyword(typed: string): Keyword | { readonly problem: KeywordProblem } {
  const [given, ...rest] = typed.split(':');
  const mode = KEYWORD_MODES.find((each) => rest.length > 0 && each === given?.toLowerCase()) ?? 'word';
  const whole = mode === 'word' ? typed : rest.join(':');
  const text = (mode === 'regex' ? whole : whole.toLowerCase()).normalize('NFC').trim();
  if (text === '') return { problem: 'empty' };
  if (Array.from(text).length > LONGEST_KEYWORD) return { problem: 'too-long' };
  if (mode === 'regex' && !isRegex(text)) return { problem: 'not-a-regex' };
  return { mode, text, name: mode === 'word' ? text : `${mode}:${text}` };
}

export const isKeyword = (read: ReturnType<typeof readKeyword>): read is Keyword => 'mode' in read;

/** Flags of every user's expression: letters of any alphabet, in any case. */
export const REGEX_FLAGS = 'iu';

function isRegex(source: string): boolean {
  try {
    return new RegExp(source, REGEX_FLAGS) instanceof RegExp;
  } catch {
    return false;
  }
}
