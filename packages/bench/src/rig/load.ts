import { setTimeout as sleep } from 'node:timers/promises';
import type { Act, SimulatorClient } from '@alita/simulator';

/** One thing somebody does. */
export interface Deed {
  readonly act: Act;
  /** What kind of answer is due to it; none when left out. */
  readonly due?: string;
}

/** Something somebody did that the bot must answer, once. */
export interface Due {
  readonly what: string;
  readonly chat: number;
  readonly messageId: number;
  /** When Telegram had it, in milliseconds since 1970. */
  readonly at: number;
}

/** What a load came to. */
export interface Load {
  /** Deeds that were done; Telegram's app refused the others. */
  done: number;
  refused: number;
  readonly due: Due[];
}

const TICK_MS = 10;
const MOST_AT_ONCE = 500;

export interface Steady {
  readonly perSecond: number;
  /** How many deeds at least. */
  readonly total: number;
  /** Goes on until this is over. */
  readonly during?: Promise<unknown>;
}

/** Does deeds at a steady rate, however fast the system is: an open loop. */
export async function steadily(
  telegram: SimulatorClient,
  deed: (n: number) => Deed,
  { perSecond, total, during }: Steady,
): Promise<Load> {
  const load: Load = { done: 0, refused: 0, due: [] };
  const underWay = new Set<Promise<void>>();
  const began = performance.now();
  let isOver = during === undefined;
  const over = () => {
    isOver = true;
  };
  during?.then(over, over);
  for (let n = 0; n < total || !isOver; await sleep(TICK_MS)) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    const until = isOver ? Math.min(Math.max(total, n), due) : due;
    if (until <= n) continue;
    const deeds = Array.from({ length: until - n }, (_, i) => deed(n + i));
    n = until;
    const doing: Promise<void> = act(telegram, deeds, load).finally(() => underWay.delete(doing));
    underWay.add(doing);
  }
  await Promise.all(underWay);
  return load;
}

/** Does `total` deeds as fast as the system takes them: Telegram always keeps a few thousand waiting. */
export async function asFastAsItTakes(
  telegram: SimulatorClient,
  deed: (n: number) => Deed,
  { total, waiting }: { total: number; waiting: number },
): Promise<Load> {
  const load: Load = { done: 0, refused: 0, due: [] };
  for (let n = 0; n < total; ) {
    const { updates } = await telegram.stats();
    const room = Math.min(waiting - updates.waiting, total - n, MOST_AT_ONCE);
    if (room < MOST_AT_ONCE / 2 && room < total - n) {
      await sleep(1);
      continue;
    }
    const deeds = Array.from({ length: room }, (_, i) => deed(n + i));
    n += room;
    await act(telegram, deeds, load);
  }
  return load;
}

async function act(telegram: SimulatorClient, deeds: readonly Deed[], load: Load): Promise<void> {
  const { at, results } = await telegram.bulk({ acts: deeds.map((deed) => deed.act) });
  for (const [n, { due: what, act: done }] of deeds.entries()) {
    const { messageId, error } = results[n] ?? {};
    if (error !== undefined) load.refused++;
    else load.done++;
    if (what !== undefined && messageId !== undefined && 'chat' in done)
      load.due.push({ what, chat: done.chat, messageId, at });
  }
}
