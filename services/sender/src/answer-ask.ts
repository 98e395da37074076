import type { Outcome } from '@alita/kit';
import { Ask, type Commit, chatOfKey, type Handler, RetryLater } from '@alita/queues';
import { AskedCall, classOf, perform } from '@alita/telegram';
import type { Desk } from './desk.ts';

/** Pause before a question is put again: somebody waits. */
const AGAIN_MS = 200;
const UNANSWERED: Outcome = { ok: false, refusal: 'unknown' };
const SETTLED: Commit = {};

/** Handles items of kind `ask`: the outcome goes straight to the process that waits, as long as it does. */
export function createAskHandler({ api, mailboxes, limiter, report, now }: Desk): Handler {
  return async (delivery) => {
    const { item, key } = delivery;
    const { until, body } = Ask.read(item);
    const call = AskedCall.parse(body);
    const chat = chatOfKey(key) ?? 0;
    const kind = classOf(call.method);
    const leftMs = until - now();
    if (leftMs <= 0) return SETTLED;

    const again = async (ms: number): Promise<Commit> => {
      if (ms < until - now()) throw new RetryLater(ms);
      await mailboxes.answer(item, UNANSWERED);
      return SETTLED;
    };

    const [waitMs] = await Promise.all([limiter.take(chat, kind), delivery.settle()]);
    if (waitMs > 0) return again(waitMs);
    await delivery.hold();
    const readRef = (id: string) => mailboxes.readRef(key, id);
    const verdict = await perform(call, { api, readRef, readBlob: mailboxes.getBlob, timeoutMs: leftMs });
    report.tried(call.method, verdict);
    const { outcome, wait, retry, error } = verdict;
    if (wait) {
      await limiter.freeze(wait.scope === 'bot' ? 'bot' : chat, kind, wait.ms);
      return again(wait.ms);
    }
    if (retry) return again(AGAIN_MS);
    // Other refusals are answers like any other.
    if (outcome.refusal === 'invalid') report.failed({ ...call, label: 'ask', chat }, outcome, error);
    await mailboxes.answer(item, outcome);
    return SETTLED;
  };
}
