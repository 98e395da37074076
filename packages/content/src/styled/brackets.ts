/** `[label](target)` in the source: where it begins, where the label ends, what is in the brackets, where all ends. */
export interface BracketedLink {
  readonly opening: number;
  readonly label: number;
  readonly target: string;
  readonly end: number;
}

/**
 * Finds which `[` belongs to a `](…)`: the innermost that has no `]` of its own, or else the last one, so that labels may
 * contain brackets (CE-18). Positions only grow, which keeps every search linear over the whole text.
 */
export class Brackets {
  readonly #source: string;
  #open: number[] = [];
  #closed: number | undefined;
  readonly #nextEnd: (from: number) => number;
  readonly #nextLabelEnd: (from: number) => number;

  constructor(source: string) {
    this.#source = source;
    this.#nextEnd = forward(source, (at) => source[at] === ')' || source[at] === '\n');
    this.#nextLabelEnd = forward(source, (at) => source[at] === ']' && source[at + 1] === '(');
  }

  open(at: number): void {
    this.#open.push(at);
  }

  /** The link whose label ends with the `]` at `at`, if there is one. */
  close(at: number): BracketedLink | undefined {
    if (this.#source[at + 1] !== '(') {
      this.#closed = this.#open.pop() ?? this.#closed;
      return undefined;
    }
    const paren = this.#nextEnd(at + 2);
    const isLast = this.#nextLabelEnd(at + 2) > paren;
    if (!isLast || this.#source[paren] !== ')') return undefined;
    const target = this.#source.slice(at + 2, paren);
    const opening = this.#open.at(-1) ?? this.#closed;
    const isWhole = opening !== undefined && target.trim() !== '' && (opening + 1 < at || target.startsWith('button'));
    if (!isWhole) return undefined;
    this.#open = [];
    this.#closed = undefined;
    return { opening, label: at, target, end: paren + 1 };
  }
}

/** A search for the next position that is not escaped; asked with growing positions it reads the text once. */
function forward(source: string, found: (at: number) => boolean): (from: number) => number {
  let at = 0;
  return (from) => {
    at = Math.max(at, from);
    while (at < source.length && !found(at)) at += source[at] === '\\' ? 2 : 1;
    return Math.min(at, source.length);
  };
}
