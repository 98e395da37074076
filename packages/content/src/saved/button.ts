import { z } from '@alita/kit';

/** The colours Telegram knows. */
export const BUTTON_STYLES = ['primary', 'success', 'danger'] as const;

const Shown = z.object({
  label: z.string(),
  /** On the row of the button before it. */
  sameRow: z.boolean().default(false),
  style: z.enum(BUTTON_STYLES).optional(),
});

/** A stored button: opens a link, shows another note by name, or copies a text. */
export const ContentButton = z.union([
  Shown.extend({ url: z.string() }),
  Shown.extend({ note: z.string() }),
  Shown.extend({ copy: z.string() }),
]);
export type ContentButton = z.infer<typeof ContentButton>;

/** A button as Telegram takes it. */
export type TelegramButton = { readonly text: string; readonly style?: string } & (
  | { readonly url: string }
  | { readonly copy_text: { readonly text: string } }
);

/** Most buttons Telegram takes under a message, and in a row. */
export const MOST_BUTTONS = 100;
const MOST_IN_A_ROW = 8;

/**
 * Rows of buttons from a flat list (CE-24). A row that is full goes on in the next one.
 * @param rowsOf what to put in the rows, and whether it stays on the row of the one before
 */
export function inRows<T>(entries: readonly { readonly entry: T; readonly sameRow: boolean }[]): T[][] {
  const rows: T[][] = [];
  for (const { entry, sameRow } of entries) {
    const last = rows.at(-1);
    if (sameRow && last && last.length < MOST_IN_A_ROW) last.push(entry);
    else rows.push([entry]);
  }
  return rows;
}
