/** A clock that runs with its base and can be set forward, so that bans expire without waiting. Milliseconds. */
export class Clock {
  #ahead = 0;
  readonly #base: () => number;

  constructor(base: () => number = Date.now) {
    this.#base = base;
  }

  /** Now, in milliseconds since the epoch. */
  now(): number {
    return this.#base() + this.#ahead;
  }

  /** Now in whole seconds: the unit of every date in the Bot API. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Sets the clock forward by `ms`; time never goes back. */
  advance(ms: number): void {
    if (!(ms >= 0)) throw new RangeError('The clock only goes forward');
    this.#ahead += ms;
  }
}

/** The machine's wall clock with fractions of a millisecond, for measuring; never set forward. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
