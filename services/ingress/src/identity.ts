import type { Logger } from '@alita/observe';
import type { RedisClient } from '@alita/redis';
import type { Api } from '@alita/telegram';
import { pause } from './leader.ts';
import { callTelegram, insist } from './telegram-calls.ts';

const READ_AGAIN_MS = 600_000;

export interface IdentityOptions {
  readonly api: Api;
  readonly redis: RedisClient;
  /** Where the other services find who the bot is: Telegram's `User` as JSON. */
  readonly key: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** Reads who the bot is and shares it through Redis: once now, then every ten minutes until the signal aborts. */
export async function keepIdentity(options: IdentityOptions): Promise<{ ended: Promise<void> }> {
  const { api, redis, key, logger, signal } = options;
  const share = (me: unknown) => redis.set(key, JSON.stringify(me));
  await share(await insist(api, 'getMe', {}, { logger, signal }));

  async function keep(): Promise<void> {
    for (;;) {
      await pause(READ_AGAIN_MS, signal);
      if (signal.aborted) return;
      await callTelegram(api, 'getMe')
        .then(share)
        .catch((error: unknown) => logger.warn('identity-unknown', { error }));
    }
  }
  return { ended: keep() };
}
