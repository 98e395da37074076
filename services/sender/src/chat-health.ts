import type { Call, Outcome } from '@alita/kit';
import { classOf } from '@alita/telegram';
import { LRUCache } from 'lru-cache';

const MOST_CHATS = 10_000;
const SILENT_MS = 300_000;
const PROBE_MS = 60_000;
const FORGOTTEN_MS = 1_800_000;
const GONE_NEWS_MS = 60_000;

/** What recent refusals say about a chat, so that calls without a hope are not made. Each sender learns by itself. */
export interface ChatHealth {
  /** Why this call, made at `madeAt`, need not be tried. */
  hopeless(call: Call, madeAt: number): 'chat-gone' | 'cannot-speak' | undefined;
  /** Learns from an outcome. Answers true when it is news that the chat is gone. */
  learn(call: Call, outcome: Outcome): boolean;
}

export function createChatHealth(now: () => number): ChatHealth {
  const goneAt = new LRUCache<number, number>({ max: MOST_CHATS });
  const muted = new LRUCache<number, { since: number; probedAt: number }>({ max: MOST_CHATS });
  const isSend = ({ method }: Call) => classOf(method) === 'send';
  /** A call may also fail because of another chat it names. */
  const isAboutItsChat = ({ params, chat }: Call) => params.chat_id === chat;

  /** Nobody waits for a greeting, but whoever asked is answered as soon as the bot may speak again. */
  function isMuted({ chat, params }: Call): boolean {
    const known = muted.get(chat);
    if (!known || params.reply_parameters) return false;
    if (now() - known.since > FORGOTTEN_MS) return false;
    if (now() - known.since < SILENT_MS || now() - known.probedAt < PROBE_MS) return true;
    known.probedAt = now();
    return false;
  }

  return {
    hopeless(call, madeAt) {
      // Whatever was made after the refusal may be for a chat that has taken the bot back.
      if (call.expiresAt !== undefined && madeAt <= (goneAt.get(call.chat) ?? 0)) return 'chat-gone';
      return isSend(call) && isMuted(call) ? 'cannot-speak' : undefined;
    },
    learn(call, { ok, refusal }) {
      if (!isAboutItsChat(call)) return false;
      if (ok && isSend(call)) muted.delete(call.chat);
      if (refusal === 'cannot-speak' && !muted.has(call.chat)) muted.set(call.chat, { since: now(), probedAt: 0 });
      if (refusal !== 'chat-gone') return false;
      const before = goneAt.get(call.chat) ?? 0;
      goneAt.set(call.chat, now());
      return now() - before > GONE_NEWS_MS;
    },
  };
}
