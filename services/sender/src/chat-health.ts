import type { Call, Outcome } from '@alita/kit';
import { LRUCache } from 'lru-cache';

const MOST_CHATS = 10_000;
const NEWS_MS = 60_000;

/** Which chats the bot was lately put out of, so that what was meant for them before is not tried. Each sender learns by itself. */
export interface ChatHealth {
  /** Whether this call, made at `madeAt`, need not be tried. */
  isGone(call: Call, madeAt: number): boolean;
  /** Learns from an outcome. Answers true when it is news that the chat is gone. */
  learn(call: Call, outcome: Outcome): boolean;
}

export function createChatHealth(now: () => number): ChatHealth {
  const goneAt = new LRUCache<number, number>({ max: MOST_CHATS });
  return {
    // Whatever was made after the refusal may be for a chat that has taken the bot back.
    isGone: ({ chat, expiresAt }, madeAt) => expiresAt !== undefined && madeAt <= (goneAt.get(chat) ?? 0),
    learn({ chat, params }, { refusal }) {
      // A call may also fail because of another chat it names.
      if (params.chat_id !== chat || refusal !== 'chat-gone') return false;
      const before = goneAt.get(chat) ?? 0;
      goneAt.set(chat, now());
      return now() - before > NEWS_MS;
    },
  };
}
