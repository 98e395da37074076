import { z } from 'zod';

/**
 * Kinds of values. Each reads the text of a variable and says what it expects, in one sentence, when it is malformed;
 * nothing is silently replaced by a default.
 */

/** Any text; `shape` and what it stands for when it must look a certain way. */
export const text = (shape?: RegExp, expected = 'other characters') =>
  z.string().refine((value) => shape === undefined || shape.test(value), `expected ${expected}`);

const WORDS = new Map([
  ...['true', 'yes', 'on', '1', 't', 'y'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0', 'f', 'n'].map((word) => [word, false] as const),
]);

/** `true`, `yes`, `on`, `1`, `t`, `y` or their opposites, in any case. */
export const flag = () =>
  z.string().transform((word, context) => {
    const value = WORDS.get(word.toLowerCase());
    if (value === undefined) context.addIssue('expected true or false');
    return value ?? z.NEVER;
  });

interface Range {
  readonly min?: number;
  readonly max?: number;
}

const rangeOf = ({ min, max }: Range): string => {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
};

const number = (shape: RegExp, noun: string, range: Range) =>
  z.string().transform((digits, context) => {
    const value = shape.test(digits) ? Number(digits) : Number.NaN;
    const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = range;
    if (!(value >= min && value <= max)) context.addIssue(`expected ${noun}${rangeOf(range)}`);
    return value;
  });

export const integer = (range: Range = {}) => number(/^[+-]?\d+$/, 'a whole number', range);
export const decimal = (range: Range = {}) => number(/^[+-]?(\d+\.?\d*|\.\d+)$/, 'a number', range);
export const port = (min = 1) => integer({ min, max: 65_535 });

/** One of a few words. */
export const choice = <const C extends string>(...choices: readonly C[]) =>
  z.enum(choices, `expected ${choices.join(' or ')}`);

/** Items between commas, each one of `known`. */
export const list = <const C extends string>(known: readonly C[]) =>
  z.string().transform((items, context) => {
    const wanted = items
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
    const found = known.filter((item) => wanted.includes(item));
    if (found.length < new Set(wanted).size || found.length === 0)
      context.addIssue(`expected some of ${known.join(', ')}, separated by commas`);
    return found;
  });

/** A URL of one of these protocols, as `URL` reads it. */
export const url = (expected: string, ...protocols: readonly string[]) =>
  z.string().transform((value, context) => {
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    if (parsed && parsed.host !== '' && protocols.includes(parsed.protocol)) return parsed;
    context.addIssue(`expected ${expected}`);
    return z.NEVER;
  });
