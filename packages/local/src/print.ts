import { createRedactor, prettyLine } from '@alita/observe';
import type { Line } from './supervised.ts';

const COLOURS = [36, 35, 32, 33, 34, 96, 95, 92];
const WIDTH = 10;

/** Makes the function that prints a process's line behind its coloured name. */
export function createPrinter(secrets: readonly string[], write: (text: string) => void): (line: Line) => void {
  const redact = createRedactor(secrets);
  const colours = new Map<string, number>();
  return ({ process, text }) => {
    const colour = colours.get(process) ?? COLOURS[colours.size % COLOURS.length] ?? 0;
    colours.set(process, colour);
    const prefix = `\u001b[${colour}m${process.padEnd(WIDTH)}│\u001b[0m `;
    const lines = redact(prettyLine(text)).split('\n');
    write(lines.map((line) => `${prefix}${line}\n`).join(''));
  };
}

/** Rows of a table with its columns aligned, a blank line around it. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return `\n${lines.join('\n')}\n\n`;
}
