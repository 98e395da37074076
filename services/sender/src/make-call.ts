import type { Branch, Call, Outcome } from '@alita/kit';
import { CallItem, type Commit, type Delivery, type Handler, RetryLater } from '@alita/queues';
import { classOf, isIdempotent, perform } from '@alita/telegram';
import { LRUCache } from 'lru-cache';
import { aftermath, type CallOnItsWay, forwarded, together } from './aftermath.ts';
import { createBackOff } from './back-off.ts';
import { createChatHealth } from './chat-health.ts';
import { deletionOf, withDeletions } from './deletions.ts';
import type { Desk } from './desk.ts';
import { isSilenced, remembered } from './silence.ts';

/** A call without an expiry is given up when Telegram has decided nothing for so long. */
const GIVE_UP_MS = 3_600_000;
const MOST_APART = 10_000;

/** Handles items of kind `call`: makes the call, and commits what follows from its outcome. */
export function createCallHandler({ api, mailboxes, bot, limiter, report, now }: Desk): Handler {
  const backOff = createBackOff();
  const health = createChatHealth(now);
  /** Deletions that Telegram refused together: which of them it minds shows one by one. */
  const apart = new LRUCache<string, true>({ max: MOST_APART });

  /** What is known of the outcome without a call. */
  function foregone({ call, item }: CallOnItsWay, { begun, state }: Delivery): Outcome | undefined {
    const mayHaveHappened = begun || backOff.tries(item.id) > 0;
    if (call.expiresAt !== undefined && call.expiresAt <= now())
      return { ok: false, refusal: mayHaveHappened ? 'unknown' : 'expired' };
    if (health.isGone(call, item.ms)) return { ok: false, refusal: 'chat-gone' };
    return isSilenced(call, state, now()) ? { ok: false, refusal: 'cannot-speak' } : undefined;
  }

  function later(ms: number, { expiresAt = Number.POSITIVE_INFINITY }: Call): RetryLater {
    return new RetryLater(Math.max(1, Math.min(ms, expiresAt - now())));
  }

  function concluded(taken: readonly CallOnItsWay[], outcome: Outcome): Commit {
    const commits = taken.map((one) => {
      backOff.forget(one.item.id);
      const news = health.learn(one.call, outcome) ? [goneNews(one.call.chat)] : [];
      return aftermath(one, outcome, { bot, now: now() }, news);
    });
    return together(commits);
  }

  async function make(first: CallOnItsWay, delivery: Delivery): Promise<Commit> {
    const { call, item, key } = first;
    const known = foregone(first, delivery);
    if (known) {
      report.failed(call, known);
      return concluded([first], known);
    }
    const kind = classOf(call.method);
    // Outcomes before this one are committed first: whatever ends this process now can repeat one call at most.
    const [waitMs] = await Promise.all([limiter.take(call.chat, kind), delivery.settle()]);
    if (waitMs > 0) {
      report.held(kind, waitMs);
      throw later(waitMs, call);
    }

    await delivery.hold();
    if (delivery.begun && !isIdempotent(call.method)) report.repeated(call.method);
    const taken = apart.has(item.id) ? [first] : withDeletions(first, delivery);
    const made = taken.length > 1 ? deletionOf(taken) : call;
    const readRef = (id: string) => mailboxes.readRef(key, id);
    const verdict = await perform(made, { api, readRef, readBlob: mailboxes.getBlob });
    report.tried(made.method, verdict);

    const { outcome, wait, retry, movedTo, error } = verdict;
    if (wait) {
      await limiter.freeze(wait.scope === 'bot' ? 'bot' : call.chat, kind, wait.ms);
      throw later(wait.ms, call);
    }
    if (retry && (call.expiresAt !== undefined || now() - item.ms < GIVE_UP_MS))
      throw later(backOff.next(item.id), call);
    if (movedTo !== undefined) return together(taken.map((one) => forwarded(one, movedTo, bot)));
    if (!outcome.ok && taken.length > 1) {
      for (const one of taken) apart.set(one.item.id, true);
      return make(first, delivery);
    }
    if (!outcome.ok) report.failed(call, outcome, error);
    return { ...concluded(taken, outcome), state: remembered(call, outcome, delivery.state, now()) };
  }

  return (delivery) => {
    const { item, key } = delivery;
    return make({ call: CallItem.read(item), item, key }, delivery);
  };
}

/** Tells the chat's own mailbox, where what is kept about the chat can be ended. */
const goneNews = (chat: number): Branch => ({ continue: { name: 'kit.chat-gone', chat, data: {} } });
