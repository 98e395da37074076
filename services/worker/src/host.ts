import { randomBytes } from 'node:crypto';
import { type Database, type Db, moveChat, readChat, writeSettings } from '@alita/db';
import type { Messages } from '@alita/i18n';
import { type Me, Outcome } from '@alita/kit';
import type { Logger, Metrics } from '@alita/observe';
import { type Mailboxes, mailboxKey } from '@alita/queues';
import type { RedisClient } from '@alita/redis';
import type { Directory, Handled, Host } from '@alita/runtime';
import { createSpeaker, readUpdate } from '@alita/telegram';
import { isTransient } from './handler.ts';

export interface HostOptions {
  readonly me: Me;
  /** What somebody is among the people who run the bot. */
  readonly staff: Host['staff'];
  readonly database: Database;
  readonly redis: RedisClient;
  readonly mailboxes: Pick<Mailboxes, 'ask'>;
  readonly messages: Messages;
  readonly directory: Directory;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** First part of the keys of cached facts. */
  readonly cacheSpace: string;
}

/** What the runtime needs of the world, made of this process's connections. */
export function createHost(options: HostOptions): Host {
  const { me, staff, database, redis, mailboxes, messages, directory, logger, metrics, cacheSpace } = options;
  const cacheKey = (key: string) => `${cacheSpace}:${key}`;

  function onHandled({ module, handler, kind, outcome, seconds }: Handled): void {
    metrics.handlerSeconds.observe({ module, handler, outcome }, seconds);
    if (kind === 'command') metrics.commandsProcessed.inc({ command: handler, status: outcome });
  }

  return {
    me,
    staff,
    now: () => new Date(),
    token: () => randomBytes(8).toString('hex'),
    languages: messages.languages,
    translator: (language) => messages.translator(language),
    readUpdate,
    speaker: createSpeaker,
    async ask(chat, method, params) {
      const answer = await mailboxes.ask(mailboxKey(me.id, chat), { method, params });
      const outcome = answer.ok ? Outcome.safeParse(answer.value) : undefined;
      return outcome?.success ? outcome.data : { ok: false, refusal: 'unknown' };
    },
    cache: {
      async get(key) {
        const kept = await redis.get(cacheKey(key));
        metrics.cacheHits.inc({ cache_type: 'admins', result: kept === null ? 'miss' : 'hit' });
        return kept === null ? undefined : JSON.parse(kept);
      },
      set: async (key, value, ttlMs) => void (await redis.set(cacheKey(key), JSON.stringify(value), 'PX', ttlMs)),
    },
    directory,
    loadChat: (chat) => readChat(database.db, chat),
    saveSettings: (db, chat, module, data) => writeSettings(db as Db, chat, module, data),
    moveChat: (db, from, to) => moveChat(db as Db, from, to),
    onHandled,
    isTransient,
    onBug(error, { label, code }) {
      metrics.errors.inc({ error_type: 'handler' });
      logger.error('handler-failed', { handler: label, code, error });
    },
  };
}
