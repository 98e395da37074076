import type { Declared } from '../styled/declaration.ts';
import { parseMarkup } from '../styled/parse-markup.ts';
import { type Styled, trimmed } from '../styled/styled.ts';
import { toHtml } from '../styled/to-html.ts';
import { type ContentButton, MOST_BUTTONS, mapInRows } from './button.ts';
import { type ButtonComplaint, checkButton, isComplaint } from './check-button.ts';
import {
  CONTENT_TAGS,
  type ContentKind,
  type ContentTag,
  isWordless,
  longestText,
  type SavedContent,
} from './saved-content.ts';
import { variantsOf } from './typed-words.ts';

/** Why nothing can be stored; `variant` counts from 1 and is left out when there is only one. */
export type ContentProblem =
  | { readonly problem: 'no-content' }
  | { readonly problem: 'empty-variant'; readonly variant: number }
  | { readonly problem: 'too-long'; readonly length: number; readonly max: number; readonly variant?: number }
  | { readonly problem: 'too-many-buttons'; readonly count: number; readonly max: number };

/** Content ready to be stored, with the buttons that had to be left out; or why there is none. */
export type Composed =
  | { readonly ok: true; readonly content: SavedContent; readonly complaints: readonly ButtonComplaint[] }
  | ({ readonly ok: false } & ContentProblem);

export interface ComposeOptions {
  /** Label of buttons without one: the item's name (CE-11). */
  readonly defaultLabel: string;
  /** Option tags to take out of the text; all unless said. Others stay as text. */
  readonly tags?: readonly ContentTag[] | undefined;
}

/** What an item is made of. */
export interface Ingredients {
  readonly words: Styled;
  readonly media?: { readonly kind: ContentKind; readonly fileId: string } | undefined;
  /** Taken instead of the buttons in the text, when there are any (CE-7). */
  readonly keyboard?: readonly Declared[] | undefined;
}

/** Turns words in the dialect, a file and buttons into content (CE-10…13, CE-B4, B6). */
export function compose({ words, media, keyboard = [] }: Ingredients, options: ComposeOptions): Composed {
  const kind = media?.kind ?? 'text';
  const accepted = options.tags ?? CONTENT_TAGS;
  const parsed = (isWordless(kind) ? [words] : variantsOf(words)).map((variant) => parseMarkup(variant, accepted));
  const variants = parsed.map(trimmed);
  const problem = problemOf(kind, variants);
  if (problem) return { ok: false, ...problem };
  const declared = keyboard.length > 0 ? keyboard : parsed.flatMap(({ buttons }) => buttons);
  const complaints: ButtonComplaint[] = [];
  const kept = mapInRows(declared, (button) => {
    const checked = checkButton(button, options.defaultLabel);
    if (!isComplaint(checked)) return checked;
    complaints.push(checked);
    return undefined;
  });
  const buttons = kept.map(({ entry, sameRow }): ContentButton => ({ ...entry, sameRow }));
  if (buttons.length > MOST_BUTTONS)
    return { ok: false, problem: 'too-many-buttons', count: buttons.length, max: MOST_BUTTONS };
  const content: SavedContent = {
    kind,
    ...(media && { fileId: media.fileId }),
    variants: isWordless(kind) ? [''] : variants.map(toHtml),
    buttons,
    tags: CONTENT_TAGS.filter((tag) => parsed.some(({ tags }) => tags.has(tag))),
  };
  return { ok: true, content, complaints };
}

function problemOf(kind: ContentKind, variants: readonly Styled[]): ContentProblem | undefined {
  const isOne = variants.length === 1;
  if (isWordless(kind)) return undefined;
  if (kind === 'text' && variants.every(({ text }) => text === '')) return { problem: 'no-content' };
  const empty = variants.findIndex(({ text }) => text === '');
  if (empty >= 0 && !isOne) return { problem: 'empty-variant', variant: empty + 1 };
  const max = longestText(kind);
  const long = variants.findIndex(({ text }) => text.length > max);
  const length = variants[long]?.text.length;
  return length === undefined ? undefined : { problem: 'too-long', length, max, ...(!isOne && { variant: long + 1 }) };
}
