/**
 * A length of time, shown in the chat's language when put into a message.
 * @example reply('muted-for', { length: new Duration(5_400_000) }) // “1 hour and 30 minutes”
 */
export class Duration {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

const DAY = 86_400_000;
const UNITS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: DAY,
  w: 7 * DAY,
  mo: 30 * DAY,
};
const WHOLE = /^(?:\d{1,9}(?:mo|[smhdw]))+$/i;
const PART = /(\d{1,9})(mo|[smhdw])/gi;

/** Telegram treats a restriction shorter than 30 s or longer than 366 days as permanent. */
export const SHORTEST_MS = 30_000;
/** The other end of what Telegram takes as temporary. */
export const LONGEST_MS = 366 * DAY;

/** What is wrong with a typed duration; `kit.<problem>` says it. */
export type DurationProblem = 'duration-unit' | 'duration-amount' | 'duration-range';

/**
 * Reads `90m`, `1h30m`, `2W`, `3mo`.
 * @example parseDuration('1h30m') // 5_400_000
 * @returns milliseconds, or what is wrong: unit, amount, or out of `min`…`max` (milliseconds)
 */
export function parseDuration(text: string, min = SHORTEST_MS, max = LONGEST_MS): number | DurationProblem {
  if (!/[a-z]$/i.test(text) || !/(?:mo|[smhdw])$/i.test(text)) return 'duration-unit';
  if (!WHOLE.test(text)) return 'duration-amount';
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(PART)) ms += Number(amount) * (UNITS[unit?.toLowerCase() ?? ''] ?? 0);
  if (ms === 0) return 'duration-amount';
  return ms < min || ms > max ? 'duration-range' : ms;
}
