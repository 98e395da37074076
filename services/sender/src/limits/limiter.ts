import type { CallClass } from '@alita/telegram';

/** Says when a call may be made. Shared by all senders. */
export interface Limiter {
  /** Takes a place for one call now, or answers how long to wait before asking again, in milliseconds. */
  take(chat: number, kind: CallClass): Promise<number>;
  /** Telegram said wait: that chat's calls of this class rest, or everybody's. */
  freeze(scope: number | 'bot', kind: CallClass, ms: number): Promise<void>;
}

/** So many calls at once, and on average one `everyMs`. */
export interface Pace {
  readonly burst: number;
  readonly everyMs: number;
}

export interface Paces {
  readonly bot: Pace;
  readonly privateChat: Pace;
  readonly group: Pace;
  /** Of one chat. */
  readonly edits: Pace;
}
