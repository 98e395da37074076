/** At most `n` messages within `ms` milliseconds. */
export interface Rate {
  n: number;
  ms: number;
}

/** How fast a bot may send before Telegram answers 429; a rate left out is not limited. */
export interface LimitRules {
  /** Messages to one private chat, channel or group in a short time. */
  chat?: Rate;
  /** Messages to one group over a minute. */
  group?: Rate;
  /** Messages of the bot to all chats. */
  bot?: Rate;
  /** Bans, restrictions and deletions in one chat, which Telegram publishes no figure for. */
  moderation?: Rate;
  /** Edits in one chat. */
  edits?: Rate;
}

/** Published figures; a stricter variant as bots report it from the field; none. */
export const limitPresets = {
  off: {},
  published: { chat: { n: 3, ms: 3000 }, group: { n: 20, ms: 60_000 }, bot: { n: 30, ms: 1000 } },
  strict: {
    chat: { n: 1, ms: 1000 },
    group: { n: 18, ms: 60_000 },
    bot: { n: 25, ms: 1000 },
    moderation: { n: 15, ms: 3000 },
    edits: { n: 5, ms: 10_000 },
  },
} as const satisfies Record<string, LimitRules>;

type Kind = 'send' | 'edit' | 'moderation';

/** Which limit a method falls under; others are free. */
export function limitKind(method: string): Kind | undefined {
  if (/^(?:send(?!ChatAction|.*Draft$)|forward|copy)/.test(method)) return 'send';
  if (method.startsWith('editMessage')) return 'edit';
  return /^(?:ban|unban|restrict|promote)Chat|^deleteMessage/.test(method) ? 'moderation' : undefined;
}

/** Counts messages in sliding windows. */
export class Limits {
  rules: LimitRules = limitPresets.off;
  readonly #sent = new Map<string, number[]>();
  #lastSweep = 0;

  /**
   * Counts a call and returns 0, or does not count it and returns how many seconds to wait.
   * `weight` is the number of messages it sends, `now` milliseconds.
   */
  take(botId: number, method: string, chatId: string, now: number, weight = 1): number {
    const kind = limitKind(method);
    if (!kind || this.rules === limitPresets.off) return 0;
    this.#sweep(now);
    const windows = this.#windows(kind, botId, chatId);
    const waitMs = Math.max(0, ...windows.map(([key, rate]) => this.#wait(key, rate, now, weight)));
    if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1000));
    for (const [key] of windows) {
      const times = this.#sent.get(key) ?? [];
      for (let i = 0; i < weight; i++) times.push(now);
      this.#sent.set(key, times);
    }
    return 0;
  }

  #windows(kind: Kind, botId: number, chatId: string): [string, Rate][] {
    const { chat, group, bot, moderation, edits } = this.rules;
    const windows: [string, Rate | undefined][] =
      kind === 'send'
        ? [
            [`c${botId}:${chatId}`, chat],
            [`g${botId}:${chatId}`, chatId.startsWith('-') ? group : undefined],
            [`b${botId}`, bot],
          ]
        : [[`${kind}${botId}:${chatId}`, kind === 'edit' ? edits : moderation]];
    return windows.flatMap(([key, rate]) => (rate ? [[key, rate]] : []));
  }

  #wait(key: string, rate: Rate, now: number, weight: number): number {
    const times = (this.#sent.get(key) ?? []).filter((at) => at > now - rate.ms);
    this.#sent.set(key, times);
    const oldest = times[times.length + weight - rate.n - 1];
    return oldest === undefined ? 0 : oldest + rate.ms - now;
  }

  /** Forgets chats that have been silent for longer than any window. */
  #sweep(now: number): void {
    if (now - this.#lastSweep < 60_000) return;
    this.#lastSweep = now;
    for (const [key, times] of this.#sent) if ((times.at(-1) ?? 0) < now - 60_000) this.#sent.delete(key);
  }
}
