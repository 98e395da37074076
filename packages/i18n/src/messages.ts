import path from 'node:path';
import type { Params, Translate } from '@alita/kit';
import type { Pattern } from './pattern.ts';
import { type LocaleRoot, localeFile, readLocale } from './read.ts';

/** The language every text exists in first; others are compared with it. */
export const DEFAULT_LANGUAGE = 'en';

export interface MessageOptions {
  readonly roots: readonly LocaleRoot[];
  /** Codes of the languages to load; English always is. */
  readonly languages: readonly string[];
  /** Absolute keys that must exist, such as those derived from declarations. */
  readonly required?: Iterable<string>;
}

/** All texts of all languages, checked. */
export interface Messages {
  readonly languages: readonly string[];
  /** Absolute keys: `<module>.<key>`. */
  readonly keys: ReadonlySet<string>;
  /** The texts in a language; its base (`pt` for `pt-BR`) or English where it is not loaded. */
  translator(language: string): Translate;
}

/** The texts cannot be used; `problems` names each by file and key. */
export class LocaleError extends Error {
  override readonly name = 'LocaleError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`${problems.length} problem(s) in locale files:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/**
 * Reads and checks every text once, at boot.
 * @throws LocaleError listing everything wrong: bad YAML or pattern, a key that one language lacks or has alone,
 * placeholders that differ between languages, a required key that does not exist
 * @example
 * const messages = loadMessages({ roots: [{ module: 'warns', folder: '…/warns/locales' }], languages: ['en', 'es'] });
 * messages.translator('es')('warns.reset', { name: mention(member) });
 */
export function loadMessages({ roots, languages, required = [] }: MessageOptions): Messages {
  const problems: string[] = [];
  const complain = (file: string, key: string, problem: string) =>
    void problems.push(`${path.relative('.', file)}: ${key ? `${key} ` : ''}${problem}`);

  const codes = [...new Set([DEFAULT_LANGUAGE, ...languages])];
  const texts = new Map(codes.map((code) => [code, new Map<string, Pattern>()]));
  for (const root of roots) {
    const read = codes.map((code) => ({ code, patterns: readLocale(root, code, complain) }));
    const [english] = read;
    for (const { code, patterns } of read) {
      if (english && code !== DEFAULT_LANGUAGE) {
        const file = localeFile(root, code);
        compare(english.patterns, patterns, (key, problem) =>
          complain(file, key.slice(root.module.length + 1), problem),
        );
      }
      for (const [key, pattern] of patterns) texts.get(code)?.set(key, pattern);
    }
  }

  const english = texts.get(DEFAULT_LANGUAGE) ?? new Map<string, Pattern>();
  for (const key of required) if (!english.has(key)) problems.push(`${key}: no text of this name`);
  if (problems.length > 0) throw new LocaleError(problems);

  const translators = new Map([...texts].map(([code, patterns]) => [code, translatorOf(code, patterns)]));
  const fallback = translatorOf(DEFAULT_LANGUAGE, english);
  return {
    languages: codes,
    keys: new Set(english.keys()),
    translator: (language) => translators.get(language) ?? translators.get(language.split('-', 1)[0] ?? '') ?? fallback,
  };
}

type Texts = ReadonlyMap<string, Pattern>;

function compare(english: Texts, other: Texts, complain: (key: string, problem: string) => void): void {
  for (const [key, { placeholders }] of english) {
    const theirs = other.get(key)?.placeholders;
    if (!theirs) complain(key, 'is missing');
    else if (theirs.join() !== placeholders.join()) {
      complain(key, `has the placeholders [${theirs.join(', ')}], English [${placeholders.join(', ')}]`);
    }
  }
  for (const key of other.keys()) if (!english.has(key)) complain(key, 'is not in English');
}

function translatorOf(language: string, patterns: Texts): Translate {
  const translate = (key: string, params: Params = {}): string => {
    const pattern = patterns.get(key);
    if (!pattern) throw new Error(`no text named "${key}"`);
    return pattern.fill(params);
  };
  return Object.assign(translate, { language });
}
