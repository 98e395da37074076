import type { CallClass } from '@alita/telegram';
import { LRUCache } from 'lru-cache';
import type { Limiter } from './limiter.ts';

const MOST_CHATS = 10_000;

/** No limits but those Telegram (or a Bot API server of one's own) names by a 429: for servers that have none. */
export function createFreezer(now: () => number = Date.now): Limiter {
  const until = new LRUCache<string, number>({ max: MOST_CHATS });
  const restOf = (scope: number | 'bot', kind: CallClass) => (until.get(`${scope}:${kind}`) ?? 0) - now();
  return {
    take: (chat, kind) => Promise.resolve(Math.max(0, restOf(chat, kind), restOf('bot', kind))),
    freeze(scope, kind, ms) {
      until.set(`${scope}:${kind}`, now() + ms);
      return Promise.resolve();
    },
  };
}
