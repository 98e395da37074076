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

/** Something on a keyboard, and whether it is on the row of what is before it. */
export interface InRow<T> {
  readonly entry: T;
  readonly sameRow: boolean;
}

/** Turns buttons into something else or drops them; those that shared its row stay together (CE-B10). */
export function mapInRows<B extends { readonly sameRow: boolean }, T>(
  buttons: readonly B[],
  turn: (button: B) => T | undefined,
): InRow<T>[] {
  let isRowStartDropped = false;
  return buttons.flatMap((button) => {
    const entry = turn(button);
    if (entry === undefined) {
      isRowStartDropped ||= !button.sameRow;
      return [];
    }
    const sameRow = button.sameRow && !isRowStartDropped;
    isRowStartDropped = false;
    return [{ entry, sameRow }];
  });
}

/** Rows from a flat list (CE-24). A row that is full goes on in the next one. */
export function inRows<T>(entries: readonly InRow<T>[]): T[][] {
  const rows: T[][] = [];
  for (const { entry, sameRow } of entries) {
    const last = rows.at(-1);
    if (sameRow && last && last.length < MOST_IN_A_ROW) last.push(entry);
    else rows.push([entry]);
  }
  return rows;
}
