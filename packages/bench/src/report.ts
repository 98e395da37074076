import { markdownTable, median } from './rig/numbers.ts';
import type { Figures } from './rows/row.ts';

/** A row's outcome: the median of each figure over its runs. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly figures: Figures;
  readonly runs: readonly Figures[];
}

/** Joins the runs of a row. */
export function measured(name: string, title: string, runs: readonly Figures[]): Measured {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  const figures = Object.fromEntries(
    names.map((figure) => [figure, median(runs.map((run) => run[figure] ?? Number.NaN))]),
  );
  return { name, title, figures, runs };
}

const MAIN = [
  'updates/s',
  'p50',
  'p95',
  'p99',
  'max',
  'quiet p95',
  'quiet p99',
  'taken p99',
  'missing',
  'repeated',
  'reordered',
  'CPU/update',
  'Redis/update',
  'SQL/update',
  'RSS growth',
];
const PROCESSES = ['ingress', 'worker', 'sender', 'gateway', 'redis', 'postgres', 'telegram'];

const show = (value: number | undefined): string => {
  if (value === undefined || Number.isNaN(value)) return '';
  return Number.isInteger(value) || value >= 1000
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value.toFixed(3);
};

const tableOf = (rows: readonly Measured[], columns: readonly (readonly [head: string, figure: string])[]): string =>
  markdownTable([
    ['row', ...columns.map(([head]) => head)],
    ...rows.map(({ name, figures }) => [name, ...columns.map(([, figure]) => show(figures[figure]))]),
  ]);

/** All of it as Markdown: speed and cost, processor time by process, memory by process. */
export function report(rows: readonly Measured[], conditions: string): string {
  const system = rows.filter(({ figures }) => 'CPU/update' in figures);
  const present = MAIN.filter((figure) => rows.some(({ figures }) => figure in figures));
  const byProcess = (what: string) =>
    tableOf(
      system,
      PROCESSES.map((process) => [process, `${what} ${process}`] as const),
    );
  return `${conditions}. Medians of ${Math.max(0, ...rows.map(({ runs }) => runs.length))} runs.

Times in milliseconds, from the moment Telegram has a message to the call that answers it; \`taken\` is until the update
was delivered. \`CPU/update\` is the processor time of all processes but Telegram's.

${tableOf(
  rows,
  present.map((figure) => [figure, figure] as const),
)}
${
  system.length > 0
    ? `Processor time per update in milliseconds:

${byProcess('CPU')}
Most memory (RSS) in megabytes:

${byProcess('MB')}`
    : ''
}
${rows.map(({ name, title }) => `- \`${name}\`: ${title}`).join('\n')}
`;
}

/** Each figure divided by what it was; rows and figures that only one side has are left out. */
export function comparison(rows: readonly Measured[], old: readonly Measured[]): string {
  const ratios = rows.flatMap(({ name, title, figures }) => {
    const before = old.find((row) => row.name === name)?.figures;
    if (!before) return [];
    const pairs = Object.entries(figures).map(([figure, value]) => [figure, value / (before[figure] ?? Number.NaN)]);
    return [{ name, title, figures: Object.fromEntries(pairs), runs: [] }];
  });
  const columns = MAIN.filter((figure) => !['missing', 'repeated', 'reordered'].includes(figure));
  return `As a multiple of before:\n\n${tableOf(
    ratios,
    columns.map((figure) => [figure, figure] as const),
  )}`;
}
