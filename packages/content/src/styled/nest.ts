import { isQuote, type Look, type Mark, STYLES, type Styled } from './styled.ts';

/** A text as a tree: strings, and looks around more of it. */
export type Node = string | { readonly look: Look; readonly children: readonly Node[] };

/** A mark that is sure not to overlap another of its row. */
interface Span extends Mark {
  /** Of two that are equally long, the lower one is outside. */
  readonly rank: number;
}

const STYLE_NAMES: readonly string[] = STYLES;
const ATOM_RANK = STYLES.length + 1;
const LITERAL_RANK = ATOM_RANK + 1;

/**
 * Puts marks that may cross into the one tree Telegram allows: quotes outside, of whole lines; links, code and emoji
 * never in each other; no styles on code; whatever still crosses is cut in two. The same look always gives the same tree.
 */
export function nest({ text, marks }: Styled): Node[] {
  const rows = rowsOf(text, marks);
  const cuts = [...new Set([0, text.length, ...rows.flat().flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  const tree = new Tree();
  const next = rows.map(() => 0);
  for (const [at, from] of cuts.entries()) {
    const to = cuts[at + 1];
    if (to === undefined) break;
    const wanted: Span[] = [];
    for (const [row, spans] of rows.entries()) {
      let span = spans[next[row] ?? 0];
      if (span && span.to <= from) {
        next[row] = (next[row] ?? 0) + 1;
        span = spans[next[row] ?? 0];
      }
      if (span && span.from <= from) wanted.push(span);
    }
    tree.add(text.slice(from, to), from, withoutStylesOnCode(wanted));
  }
  return tree.nodes;
}

/** Rows of spans: the quotes, each style, the atoms, the literals. Within a row none overlap and all are in order. */
function rowsOf(text: string, marks: readonly Mark[]): Span[][] {
  const rows: Span[][] = Array.from({ length: LITERAL_RANK + 1 }, () => []);
  const inOrder = marks
    .map((mark) => ({ ...mark, from: Math.max(mark.from, 0), to: Math.min(mark.to, text.length) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  for (const mark of inOrder) {
    const rank = rankOf(mark.look);
    const row = rows[rank];
    const last = row?.at(-1);
    if (!row) continue;
    if (isQuote(mark.look)) {
      const lines = mark.from < (last?.to ?? 0) ? undefined : wholeLines(text, mark);
      if (lines && lines.from >= (last?.to ?? 0)) row.push({ ...lines, rank });
    } else if (rank === ATOM_RANK) {
      if (mark.from >= (last?.to ?? 0)) row.push({ ...mark, rank });
    } else if (last && mark.from <= last.to) {
      row[row.length - 1] = { ...last, to: Math.max(last.to, mark.to) };
    } else {
      row.push({ ...mark, rank });
    }
  }
  const atQuotes = bordersOf(rows[0] ?? []);
  const atoms = withinBorders(text, rows[ATOM_RANK] ?? [], atQuotes);
  const atCode = [...atQuotes, ...bordersOf(atoms.filter(isCode))].sort((a, b) => a - b);
  return rows.map((row, rank) => {
    if (rank === 0 || rank === LITERAL_RANK) return row;
    return rank === ATOM_RANK ? atoms : withinBorders(text, row, atCode);
  });
}

const isCode = ({ look }: Mark): boolean => look.type === 'code' || look.type === 'pre';
const bordersOf = (spans: readonly Span[]): number[] => spans.flatMap(({ from, to }) => [from, to]);

/** Cuts spans at borders, and leaves line breaks at their ends out: a quote begins on a line of its own. */
function withinBorders(text: string, spans: readonly Span[], borders: readonly number[]): Span[] {
  let next = 0;
  return spans.flatMap((span) => {
    const pieces: Span[] = [];
    for (let from = span.from; from < span.to; ) {
      while ((borders[next] ?? Infinity) <= from) next++;
      const to = Math.min(borders[next] ?? Infinity, span.to);
      const piece = withoutOuterBreaks(text, from, to);
      if (piece.from < piece.to) pieces.push({ ...span, ...piece });
      from = to;
    }
    return pieces;
  });
}

/** Where something begins and ends when the line breaks at its ends do not count. */
function withoutOuterBreaks(text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  while (from < to && text[from] === '\n') from++;
  while (from < to && text[to - 1] === '\n') to--;
  return { from, to };
}

function rankOf(look: Look): number {
  if (isQuote(look)) return 0;
  if (look.type === 'literal') return LITERAL_RANK;
  const style = STYLE_NAMES.indexOf(look.type);
  return style < 0 ? ATOM_RANK : style + 1;
}

function wholeLines(text: string, { look, ...mark }: Mark): Mark | undefined {
  const { from, to } = withoutOuterBreaks(text, mark.from, mark.to);
  if (from === to) return undefined;
  const end = text.indexOf('\n', to);
  return { look, from: text.lastIndexOf('\n', from - 1) + 1, to: end < 0 ? text.length : end };
}

const withoutStylesOnCode = (wanted: readonly Span[]): readonly Span[] =>
  wanted.some(isCode) ? wanted.filter(({ rank }) => rank === 0 || rank >= ATOM_RANK) : wanted;

/** Grows left to right; what is open is a stack. */
class Tree {
  readonly nodes: Node[] = [];
  readonly #open: { readonly span: Span; readonly children: Node[] }[] = [];

  add(text: string, at: number, wanted: readonly Span[]): void {
    this.#close(this.#lowestToClose(at, wanted));
    const missing = wanted.filter((span) => !this.#open.some((open) => open.span === span));
    for (const span of missing.sort((a, b) => b.to - a.to || a.rank - b.rank)) {
      const children: Node[] = [];
      this.#here().push({ look: span.look, children });
      this.#open.push({ span, children });
    }
    this.#here().push(text);
  }

  #here(): Node[] {
    return this.#open.at(-1)?.children ?? this.nodes;
  }

  #close(from: number): void {
    this.#open.length = Math.min(this.#open.length, from);
  }

  /** What ended, what would cut an atom that begins here in two, and all inside of those. */
  #lowestToClose(at: number, wanted: readonly Span[]): number {
    const atom = wanted.find(({ from, rank }) => from === at && rank === ATOM_RANK);
    const found = this.#open.findIndex(({ span }) => !wanted.includes(span) || span.to < (atom?.to ?? 0));
    return found < 0 ? this.#open.length : found;
  }
}
