import { oneLine } from '../one-line.ts';
import { type Raw, textOf } from '../raw.ts';
import { marksOf } from '../styled/from-entities.ts';
import { type Styled, slice } from '../styled/styled.ts';

/** The words of a message and how the sender's client dressed them. What PostgreSQL cannot keep is replaced. */
export function wordsOf(message: Raw): Styled {
  const isText = message.text !== undefined;
  const text = textOf(isText ? message.text : message.caption) ?? '';
  return {
    text: text.toWellFormed().replaceAll('\0', '\ufffd'),
    marks: marksOf(isText ? message.entities : message.caption_entities),
  };
}

const COMMAND = /^\S+\s*/;
const QUOTED = /^(?:"([^"]*)"|“([^”]*)”|«([^»]*)»)(?=\s|$)\s*/;
const WORD = /^(\S+)\s*/;

/** What follows the command word; line breaks count as blanks (CE-B3). */
export const afterCommand = (words: Styled): Styled =>
  slice(words, COMMAND.exec(words.text)?.[0].length ?? 0, words.text.length);

/** Takes a name off the front: one word, or several in quotes (CE-B2). Its inner blanks become single spaces. */
export function takeName(words: Styled): { readonly name: string; readonly rest: Styled } {
  const quoted = QUOTED.exec(words.text);
  const [taken = '', ...names] = quoted ?? WORD.exec(words.text) ?? [];
  const name = names.find((found) => found !== undefined) ?? '';
  return { name: oneLine(name), rest: slice(words, taken.length, words.text.length) };
}

/** The variants of a text, split at every `%%%` that is not escaped (CE-27). */
export function variantsOf(words: Styled): Styled[] {
  const variants: Styled[] = [];
  let from = 0;
  for (const { 0: found, index } of words.text.matchAll(/\\.|%%%/gs)) {
    if (found !== '%%%') continue;
    variants.push(slice(words, from, index));
    from = index + 3;
  }
  return from === 0 ? [words] : [...variants, slice(words, from, words.text.length)];
}
