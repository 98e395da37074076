/** What goes wrong with a call. */
export type FaultKind =
  /** Telegram answers with an error instead of acting. */
  | 'error'
  /** Telegram acts, late. */
  | 'delay'
  /** The connection ends without an answer; nothing was done. */
  | 'lost-before'
  /** The connection ends without an answer; it was done. */
  | 'lost-after'
  /** The connection is reset; nothing was done. */
  | 'reset'
  /** Nothing is done and nothing is answered; the connection stays open. */
  | 'silence';

/** A fault to inject into calls that match. */
export interface Fault {
  kind: FaultKind;
  /** A method's name; any unless given. */
  method?: string;
  botId?: number;
  chatId?: number;
  /** How many calls it hits; every one unless given. */
  times?: number;
  /** Matching calls that pass unharmed first. */
  skip?: number;
  /** Share of matching calls it hits, 0–1. */
  chance?: number;
  /** For `error`: 500 unless given. */
  code?: number;
  description?: string;
  /** For `error` with code 429, in seconds. */
  retryAfter?: number;
  /** For `delay`, in milliseconds. */
  delayMs?: number;
}

/** A call as faults see it. */
export interface FaultTarget {
  botId: number;
  method: string;
  chatId: number | undefined;
}

/** The connection broke; there is no answer. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly kind: FaultKind;

  constructor(kind: FaultKind) {
    super(`The connection was lost (${kind})`);
    this.kind = kind;
  }
}

interface Armed {
  id: number;
  fault: Fault;
  skip: number;
  left: number;
}

/** The faults in force. */
export class Faults {
  #armed: Armed[] = [];
  #lastId = 0;
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Arms a fault; returns its number. */
  add(fault: Fault): number {
    const id = ++this.#lastId;
    this.#armed.push({ id, fault, skip: fault.skip ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY });
    return id;
  }

  /** Disarms one fault, or all. */
  clear(id?: number): void {
    this.#armed = id === undefined ? [] : this.#armed.filter((armed) => armed.id !== id);
  }

  list(): { id: number; fault: Fault }[] {
    return this.#armed.map(({ id, fault }) => ({ id, fault }));
  }

  /** The fault that hits this call, if any; counts it. */
  next({ botId, method, chatId }: FaultTarget): Fault | undefined {
    if (this.#armed.length === 0) return undefined;
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (fault.method !== undefined && fault.method.toLowerCase() !== method.toLowerCase()) continue;
      if (fault.botId !== undefined && fault.botId !== botId) continue;
      if (fault.chatId !== undefined && fault.chatId !== chatId) continue;
      if (fault.chance !== undefined && this.#random() >= fault.chance) continue;
      if (armed.skip > 0) {
        armed.skip--;
        continue;
      }
      if (--armed.left <= 0) this.clear(armed.id);
      return fault;
    }
    return undefined;
  }
}
