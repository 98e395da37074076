import { oneLine } from '../one-line.ts';
import { isRaw, type Raw, textOf } from '../raw.ts';
import type { Declared } from '../styled/declaration.ts';

/** The buttons of a message that can be shown again: links and texts to copy (CE-7). */
export function buttonsUnder(message: Raw): Declared[] {
  const rows = isRaw(message.reply_markup) ? message.reply_markup.inline_keyboard : undefined;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row) => {
    const buttons = Array.isArray(row) ? row.filter(isRaw).flatMap((button) => declared(button) ?? []) : [];
    return buttons.map((button, column) => ({ ...button, sameRow: column > 0 }));
  });
}

function declared(button: Raw): Declared | undefined {
  const shown = { label: oneLine(textOf(button.text) ?? ''), sameRow: false, style: textOf(button.style) };
  const url = textOf(button.url);
  const copy = isRaw(button.copy_text) ? oneLine(textOf(button.copy_text.text) ?? '') : undefined;
  if (url) return { ...shown, kind: 'url', target: url };
  return copy ? { ...shown, kind: 'copy', target: copy } : undefined;
}
