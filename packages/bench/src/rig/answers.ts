import { setTimeout as sleep } from 'node:timers/promises';
import type { CallSummary, SimulatorClient } from '@alita/simulator';
import type { Due } from './load.ts';

const LOOK_MS = 500;
const PAGE = 10_000;

/** Keeps the calls a bot makes from now on; Telegram's own log holds only the latest. */
export interface CallLog {
  /** Stops and answers them all, in order. */
  end(): Promise<readonly CallSummary[]>;
}

export async function logCalls(telegram: SimulatorClient): Promise<CallLog> {
  const ending = new AbortController();
  const kept: CallSummary[] = [];
  let { count: after } = (await telegram.stats()).calls;

  async function look(): Promise<void> {
    for (;;) {
      const { calls } = await telegram.calls({ after, limit: PAGE });
      kept.push(...calls);
      after = calls.at(-1)?.n ?? after;
      if (calls.length < PAGE) return;
    }
  }
  async function keepLooking(): Promise<void> {
    while (!ending.signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal: ending.signal }).catch(() => {});
      await look();
    }
  }
  const looking = keepLooking();
  return {
    async end() {
      ending.abort();
      await looking;
      return kept.sort((a, b) => a.startedAt - b.startedAt);
    },
  };
}

/** The answer something got, and all further ones it should not have got. */
export interface Answered {
  readonly due: Due;
  readonly calls: readonly CallSummary[];
}

/** How what was due compares with what was sent. */
export interface Verdict {
  readonly missing: readonly Due[];
  /** Answered more than once. */
  readonly repeated: readonly Answered[];
  /** Answers that came before one to an earlier message of the same chat. */
  readonly reordered: number;
  readonly answered: readonly Answered[];
  /** From message to call in milliseconds, ascending. */
  readonly latencies: readonly number[];
}

/** Compares what was due with the calls that answered it. */
export function judge(due: readonly Due[], calls: readonly CallSummary[]): Verdict {
  const sent = new Map<string, CallSummary[]>();
  for (const call of calls) {
    if (!call.ok || call.replyTo === undefined) continue;
    const key = `${call.chatId}:${call.replyTo}`;
    const same = sent.get(key);
    if (same) same.push(call);
    else sent.set(key, [call]);
  }
  const all = due.map((one): Answered => ({ due: one, calls: sent.get(`${one.chat}:${one.messageId}`) ?? [] }));
  const answered = all.filter((one) => one.calls.length > 0);
  return {
    missing: all.filter((one) => one.calls.length === 0).map((one) => one.due),
    repeated: answered.filter((one) => one.calls.length > 1),
    reordered: countReordered(answered),
    answered,
    latencies: answered.map((one) => firstOf(one).startedAt - one.due.at).sort((a, b) => a - b),
  };
}

/** The call that answered first. */
export function firstOf({ calls: [first] }: Answered): CallSummary {
  if (!first) throw new RangeError('not answered');
  return first;
}

function countReordered(answered: readonly Answered[]): number {
  const latest = new Map<number, number>();
  let reordered = 0;
  for (const { due } of answered.toSorted((a, b) => firstOf(a).startedAt - firstOf(b).startedAt)) {
    if (due.messageId < (latest.get(due.chat) ?? 0)) reordered++;
    else latest.set(due.chat, due.messageId);
  }
  return reordered;
}
