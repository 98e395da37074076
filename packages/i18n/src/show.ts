import { Duration, escapeHtml, Html, type Param } from '@alita/kit';

/** Turns one value into what is put into a message: escaped text, or a number for plurals to choose by. */
export type Show = (param: Param) => string | number;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const shows = new Map<string, Show>();

/** How values look in one language. Instants are shown in UTC, which they say. */
export function showIn(language: string): Show {
  const show = shows.get(language) ?? createShow(language);
  shows.set(language, show);
  return show;
}

function createShow(language: string): Show {
  const date = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const units = UNITS.map(([unit, ms]) => {
    const amount = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
    return { ms, show: (count: number) => amount.format(count) };
  });

  /** "1 hour and 30 minutes"; parts of a second are dropped. */
  function duration(ms: number): string {
    let rest = Math.floor(ms / 1000) * 1000;
    const parts: string[] = [];
    for (const unit of units) {
      const count = Math.floor(rest / unit.ms);
      rest -= count * unit.ms;
      if (count > 0) parts.push(unit.show(count));
    }
    return parts.length > 0 ? list.format(parts) : (units.at(-1)?.show(0) ?? '');
  }

  return (param) => {
    if (typeof param === 'number') return param;
    if (typeof param === 'string') return escapeHtml(param);
    if (param instanceof Html) return param.value;
    if (param instanceof Date) return date.format(param);
    if (param instanceof Duration) return duration(param.ms);
    return param === undefined ? '' : String(param);
  };
}
