import type { Message } from '@alita/kit';
import { fold } from '../reading/fold.ts';
import { type Passage, readContent } from '../reading/read-content.ts';
import { Automaton } from './automaton.ts';
import { isKeyword, type Keyword, readKeyword } from './keyword.ts';

/** A keyword of the list that a message contains. */
export interface Mention {
  /** Its place in the list. */
  readonly index: number;
  /** What follows it in the same place, folded. */
  readonly after: string;
}

const PLACES: ReadonlySet<string> = new Set(['text', 'caption']);
/** Part of a word, in scripts that put blanks between words. */
const IN_WORD =
  /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}_]/u;

const before = (text: string, at: number): string =>
  /[\udc00-\udfff]/.test(text.charAt(at - 1)) ? text.slice(at - 2, at) : text.charAt(at - 1);
const after = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 32);
/** No word goes on across this place. */
const isEdge = (text: string, at: number): boolean =>
  at === 0 || at === text.length || !IN_WORD.test(before(text, at)) || !IN_WORD.test(after(text, at));

/**
 * The keywords of a chat, ready to be looked for. Text and caption of a message are read, and where their links lead
 * (FIL-11); people write as they like: case, invisible characters and accents written in two ways do not matter.
 */
export class Keywords {
  readonly #automaton: Automaton;
  readonly #keywords: readonly (Keyword | undefined)[];
  readonly #exact = new Map<string, number>();
  /** Sources of the regular expressions with their places in the list; they are run apart from everything else. */
  readonly regexes: readonly { readonly index: number; readonly source: string }[];

  /** @param names keywords as `readKeyword` names them */
  constructor(names: readonly string[]) {
    this.#keywords = names.map(readKeyword).map((read) => (isKeyword(read) ? read : undefined));
    const words = this.#keywords.map((keyword) =>
      keyword?.mode === 'word' || keyword?.mode === 'prefix' ? fold(keyword.text).text : '',
    );
    this.#automaton = new Automaton(words);
    for (const [index, keyword] of this.#keywords.entries())
      if (keyword?.mode === 'exact') this.#exact.set(fold(keyword.text).text, index);
    this.regexes = this.#keywords.flatMap((keyword, index) =>
      keyword?.mode === 'regex' ? [{ index, source: keyword.text }] : [],
    );
  }

  /** The keywords that a message contains, regular expressions apart; each once, first what ends first. */
  *mentions(message: Pick<Message, 'raw'>): Generator<Mention, void> {
    const seen = new Set<number>();
    const { passages, links } = readContent(message);
    for (const passage of passages) {
      if (!PLACES.has(passage.place)) continue;
      yield* this.#exactly(passage, seen);
      yield* this.#in(passage.folded.text, seen);
    }
    for (const { place, url } of links) if (PLACES.has(place)) yield* this.#in(fold(url).text, seen);
  }

  *#exactly({ folded: { text } }: Passage, seen: Set<number>): Generator<Mention, void> {
    if (this.#exact.size === 0) return;
    const [, said = '', rest = ''] = /^(.*?)( noformat)?$/s.exec(text.trim()) ?? [];
    const index = this.#exact.get(said);
    if (index === undefined || seen.has(index)) return;
    seen.add(index);
    yield { index, after: rest };
  }

  *#in(text: string, seen: Set<number>): Generator<Mention, void> {
    for (const { index, start, end } of this.#automaton.hits(text)) {
      if (seen.has(index) || !isEdge(text, start)) continue;
      if (this.#keywords[index]?.mode === 'word' && !isEdge(text, end)) continue;
      seen.add(index);
      yield { index, after: text.slice(end) };
    }
  }
}

/** Text or caption of a message as its sender wrote it: what regular expressions are tried on. */
export const writtenIn = (message: Pick<Message, 'raw'>): string =>
  readContent(message)
    .passages.filter(({ place }) => PLACES.has(place))
    .map(({ text }) => text)
    .join('\n');
