import type { Button, Keyboard } from '@alita/kit';

interface InlineKeyboardMarkup {
  readonly inline_keyboard: readonly (readonly { text: string; callback_data?: string; url?: string }[])[];
}

/** Rows of buttons as Telegram takes them; `undefined` for none. */
export function keyboardMarkup(
  keyboard: Keyboard,
  labelOf: (button: Button) => string,
): InlineKeyboardMarkup | undefined {
  const rows = rowsOf(keyboard).filter((row) => row.length > 0);
  if (rows.length === 0) return undefined;
  return {
    inline_keyboard: rows.map((row) =>
      row.map((button) => ({
        text: labelOf(button),
        ...(button.data !== undefined && { callback_data: button.data }),
        ...(button.url !== undefined && { url: button.url }),
      })),
    ),
  };
}

const isRow = (entry: Button | readonly Button[]): entry is readonly Button[] => Array.isArray(entry);

function rowsOf(keyboard: Keyboard): (readonly Button[])[] {
  const entries: readonly (Button | readonly Button[])[] = keyboard;
  return [entries.flatMap((entry) => (isRow(entry) ? [] : [entry])), ...entries.filter(isRow)];
}
