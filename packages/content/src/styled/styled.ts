import { oneLine } from '../one-line.ts';

/** Styles may lie in and across each other; of two over the same text the earlier one here is outside. */
export const STYLES = ['bold', 'underline', 'italic', 'strikethrough', 'spoiler'] as const;
export type Style = (typeof STYLES)[number];

/** What cannot hold, or lie in, another of its like. `code` and `pre` hold no styles either. */
export type Atom =
  | { readonly type: 'code' }
  | { readonly type: 'pre'; readonly language?: string | undefined }
  | { readonly type: 'text_link'; readonly url: string }
  | { readonly type: 'custom_emoji'; readonly id: string }
  | { readonly type: 'date_time'; readonly unix: number; readonly format: string };

/** Takes whole lines; quotes do not hold quotes. */
export interface Quote {
  readonly type: 'blockquote' | 'expandable_blockquote';
}

export const isQuote = (look: Look): look is Quote =>
  look.type === 'blockquote' || look.type === 'expandable_blockquote';

/** What a stretch of text is, by Telegram's names; `literal` is text that only looks like a placeholder. */
export type Look = { readonly type: Style } | Atom | Quote | { readonly type: 'literal' };

/** A stretch of a text, `from` up to `to` in UTF-16 units. Marks may cross: `nest` sorts that out. */
export interface Mark {
  readonly look: Look;
  readonly from: number;
  readonly to: number;
}

/** A text and how it looks: what markup, Telegram HTML and Telegram's entities are all turned into and out of. */
export interface Styled {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const LARGEST_ID = 2n ** 63n - 1n;
const LARGEST_TIME = 2 ** 31 - 1;

/** A custom emoji, unless Telegram would refuse the whole message for its id. */
export const customEmoji = (id: string | undefined): Atom | undefined =>
  id !== undefined && /^\d{1,19}$/.test(id) && BigInt(id) > 0n && BigInt(id) <= LARGEST_ID
    ? { type: 'custom_emoji', id }
    : undefined;

/** A time everybody sees in their own zone, unless Telegram would refuse the whole message for it. */
export function dateTime(unix: string | undefined, format = ''): Atom | undefined {
  if (unix === undefined || !/^\d{1,10}$/.test(unix) || !/^(?:r|w?[dD]?[tT]?)$/.test(format)) return undefined;
  const seconds = Number(unix);
  return seconds > LARGEST_TIME ? undefined : { type: 'date_time', unix: seconds, format };
}

/** A link, as it can be written on one line. */
export function textLink(target: string | undefined): Atom | undefined {
  const url = oneLine(target ?? '');
  return url ? { type: 'text_link', url } : undefined;
}

/** The text without the blanks around it, which Telegram drops as well (CE-20). */
export function trimmed({ text, marks }: Styled): Styled {
  const from = text.length - text.trimStart().length;
  return { text: text.trim(), marks: marks.map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from })) };
}

/** A part of a styled text. */
export const slice = ({ text, marks }: Styled, from: number, to: number): Styled => ({
  text: text.slice(from, to),
  marks: marks
    .filter((mark) => mark.from < to && mark.to > from)
    .map((mark) => ({ ...mark, from: mark.from - from, to: mark.to - from })),
});
