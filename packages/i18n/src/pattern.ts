import type { Params } from '@alita/kit';
import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
  TYPE,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { type Show, showIn } from './show.ts';

/** One text of one language, ready to be filled. */
export interface Pattern {
  /** Names the text is filled with, sorted. */
  readonly placeholders: readonly string[];
  /** @throws when a value of a bare `{name}` is missing */
  readonly fill: (params: Params) => string;
}

/** The select branch for `undefined`. */
const ABSENT = 'absent';

/** A select reads its own copy of the value, so that what is chosen by and what is shown never mix. */
const choice = (name: string): string => `?${name}`;

/**
 * Reads a text in ICU message syntax; HTML tags are text to it.
 * @throws SyntaxError when the pattern cannot be read, or formats by itself what `show.ts` formats for all
 */
export function compile(text: string, language: string): Pattern {
  const elements = parse(text, { ignoreTag: true });
  const names = new Set<string>();
  const choices = new Set<string>();
  collect(elements, names, choices);
  const placeholders = [...names].sort();
  if (placeholders.length === 0) {
    const plain = elements.filter(isLiteralElement).map((element) => element.value);
    const whole = plain.join('');
    return { placeholders, fill: () => whole };
  }
  const format = new IntlMessageFormat(elements, language);
  const show = showIn(language);
  return { placeholders, fill: (params) => String(format.format(values(params, choices, show))) };
}

/** Notes what an element and all within it are filled with; selects are pointed at their own copy. */
function collect(elements: readonly MessageFormatElement[], names: Set<string>, choices: Set<string>): void {
  for (const element of elements) {
    if (isLiteralElement(element) || isPoundElement(element)) continue;
    names.add(element.value);
    if (isSelectElement(element) || isPluralElement(element)) {
      for (const option of Object.values(element.options)) collect(option.value, names, choices);
    } else if (element.type !== TYPE.argument) {
      throw new SyntaxError(
        `{${element.value}} must stand alone: numbers, dates and durations are shown alike everywhere`,
      );
    }
    if (isSelectElement(element)) {
      choices.add(element.value);
      element.value = choice(element.value);
    }
  }
}

function values(params: Params, choices: ReadonlySet<string>, show: Show): Record<string, string | number> {
  const filled: Record<string, string | number> = {};
  for (const [name, param] of Object.entries(params)) filled[name] = show(param);
  for (const name of choices) filled[choice(name)] = chosen(params[name] === undefined ? undefined : filled[name]);
  return filled;
}

/** A word that somebody typed must not select the branch for "nothing". */
function chosen(shown: string | number | undefined): string | number {
  if (shown === undefined) return ABSENT;
  return shown === ABSENT ? 'other' : shown;
}
