import { readFileSync } from 'node:fs';
import { type RedisClient, script } from '@alita/redis';
import type { CallClass } from '@alita/telegram';
import type { Limiter, Pace, Paces } from './limiter.ts';

const read = (name: string) =>
  script(`#!lua flags=allow-oom\n${readFileSync(new URL(`./${name}.lua`, import.meta.url), 'utf8')}`);
const take = read('take');
const freeze = read('freeze');

export interface RedisLimiterOptions {
  readonly redis: RedisClient;
  readonly bot: number;
  readonly paces: Paces;
  /** First part of every key; `alita`. */
  readonly namespace?: string;
}

const FREE: Pace = { burst: 1, everyMs: 0 };

/**
 * Paces for the bot, each chat and its edits, counted in Redis by all senders together and corrected by what Telegram
 * answers. Whatever is no message passes freely until a 429 says otherwise.
 */
export function createRedisLimiter({ redis, bot, paces, namespace = 'alita' }: RedisLimiterOptions): Limiter {
  const prefix = `{${namespace}:limits}:${bot}`;
  const figures = ({ burst, everyMs }: Pace): string[] => [String(burst), String(everyMs)];

  function paceOf(scope: number | 'bot', kind: CallClass): Pace {
    if (kind === 'edit') return paces.edits;
    if (kind !== 'send') return FREE;
    if (scope === 'bot') return paces.bot;
    return scope > 0 ? paces.privateChat : paces.group;
  }

  return {
    async take(chat, kind) {
      const args = [String(chat), kind, ...figures(paceOf(chat, kind)), ...figures(paces.bot)];
      return Number(await take.run(redis, prefix, args));
    },
    async freeze(scope, kind, ms) {
      const args = [String(scope), kind, String(ms), ...figures(paceOf(scope, kind)), ...figures(paces.bot)];
      await freeze.run(redis, prefix, args);
    },
  };
}
