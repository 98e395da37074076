import { z } from '@alita/kit';

/** Telegram deletes this many messages with one call. */
const CALL = 100;
/** A purge has at most this many ids (PRG-2). */
export const LONGEST = 1_000;
/** So many single refusals in a row, and everything older is taken for too old as well. */
const PATIENCE = 3;

/** Message ids from `from` to `to`, both included. */
export const Span = z.object({ from: z.number(), to: z.number() });
export type Span = z.infer<typeof Span>;

/** How far a purge has come. The newest messages go first, because age is what Telegram refuses for. */
export const Progress = z.object({
  /** What is left, newest first; one call deletes the first. */
  left: z.array(Span),
  deleted: z.number(),
  /** Messages that Telegram does not delete. */
  refused: z.number(),
  refusedInRow: z.number(),
});
export type Progress = z.infer<typeof Progress>;

export const sizeOf = ({ from, to }: Span): number => to - from + 1;

/** The ids of a span. */
export const idsOf = ({ from, to }: Span): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** The span of both ids, whichever comes first. */
export const spanOf = (one: number, other: number): Span => ({ from: Math.min(one, other), to: Math.max(one, other) });

/** A purge before its first call: one span per call. */
export function begin({ from, to }: Span): Progress {
  const left: Span[] = [];
  for (let end = to; end >= from; end -= CALL) left.push({ from: Math.max(from, end - CALL + 1), to: end });
  return { left, deleted: 0, refused: 0, refusedInRow: 0 };
}

/**
 * A purge after its next call. Telegram refuses a call for one message it will not delete and does not say which, so a
 * refused span is tried again in halves, the newer one first, down to single messages.
 */
export function advance(progress: Progress, isDeleted: boolean): Progress {
  const [first, ...left] = progress.left;
  if (!first) return progress;
  if (isDeleted) return { ...progress, left, deleted: progress.deleted + sizeOf(first), refusedInRow: 0 };
  if (first.from < first.to) {
    const middle = Math.ceil((first.from + first.to) / 2);
    return { ...progress, left: [{ from: middle, to: first.to }, { from: first.from, to: middle - 1 }, ...left] };
  }
  const refusedInRow = progress.refusedInRow + 1;
  const refused = progress.refused + 1;
  if (refusedInRow < PATIENCE) return { ...progress, left, refused, refusedInRow };
  const older = left.reduce((sum, span) => sum + sizeOf(span), 0);
  return { ...progress, left: [], refused: refused + older, refusedInRow };
}
