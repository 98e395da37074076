import { isKeyword, type KeywordProblem, LONGEST_KEYWORD, readKeyword } from '@alita/content';
import { UserError } from '@alita/kit';

const PROBLEMS: Readonly<Record<KeywordProblem, string>> = {
  empty: 'keyword-empty',
  'too-long': 'keyword-too-long',
  'not-a-regex': 'keyword-not-a-regex',
};

/**
 * A keyword as it is kept.
 * @throws UserError that says what is wrong with it
 */
export function keywordOf(typed: string): string {
  const read = readKeyword(typed);
  if (isKeyword(read)) return read.name;
  throw new UserError(PROBLEMS[read.problem], { keyword: typed.slice(0, LONGEST_KEYWORD), max: LONGEST_KEYWORD });
}

const QUOTES = /^(?:"(.*)"|“(.*)”|«(.*)»)$/s;

/** The keyword of a chat that is meant: all that was typed, in quotes or not, or else its first word (FIL-7, FIL-B2). */
export function knownKeyword(typed: string, known: ReadonlySet<string>): string | undefined {
  const text = typed.trim().replace(/\s+/g, ' ');
  const unquoted = QUOTES.exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  const meant = [unquoted, text, text.split(' ', 1)[0]].flatMap((word) =>
    word === undefined ? [] : readKeyword(word),
  );
  return meant.filter(isKeyword).find(({ name }) => known.has(name))?.name;
}
