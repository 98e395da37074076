import type { Logger, Metrics } from '@alita/observe';
import type { Mailboxes } from '@alita/queues';
import { createLease, type RedisClient } from '@alita/redis';
import type { Api } from '@alita/telegram';
import { createHttp, listen, stopListening } from './http.ts';
import { keepIdentity } from './identity.ts';
import { createIntake } from './intake.ts';
import { LEASE_MS, leadWhileHeld } from './leader.ts';
import { poll } from './polling.ts';
import { createPresence } from './presence.ts';
import { createWebhook, keepRegistered } from './webhook.ts';

export interface IngressOptions {
  readonly mailboxes: Pick<Mailboxes, 'push' | 'instances' | 'process'>;
  readonly redis: RedisClient;
  readonly api: Api;
  readonly botId: number;
  readonly version: string;
  /** Where Telegram delivers; polls when left out. */
  readonly webhook?: { readonly domain: string; readonly secret: string } | undefined;
  readonly dropPending: boolean;
  readonly httpPort: number;
  readonly notReady: () => Promise<readonly string[]>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** First part of Redis keys; `alita`. */
  readonly namespace?: string;
}

export interface Ingress {
  /** Port of the public HTTP server. */
  readonly port: number;
  /** Stops taking updates, finishes storing what was taken. */
  stop(): Promise<void>;
}

/** How long after the last ingress a new one counts as a first start, which may drop what waits at Telegram. */
const AWAY_MS = 600_000;

/** Starts taking updates from Telegram into the mailboxes. */
export async function startIngress(options: IngressOptions): Promise<Ingress> {
  const { api, botId, version, mailboxes, redis, logger, metrics, webhook, namespace = 'alita' } = options;
  const mode = webhook ? 'webhook' : 'polling';
  const stopping = new AbortController();
  const { signal } = stopping;
  const identity = await keepIdentity({ api, redis, key: `${namespace}:me`, logger, signal });
  const intake = createIntake({ mailboxes, botId, metrics });

  const router = webhook && createWebhook({ secret: webhook.secret, intake, logger, metrics });
  const redisAnswers = async () => (await redis.ping().catch(() => '')) === 'PONG';
  const http = await listen(
    createHttp({ notReady: options.notReady, redisAnswers, webhook: router }),
    options.httpPort,
  );

  const aliveKey = `${namespace}:ingress-seen`;
  const presence = createPresence({ mailboxes, redis, key: `${namespace}:up`, botId, version, mode });
  const stayAlive = () => Promise.all([redis.set(aliveKey, '1', 'PX', AWAY_MS), presence.remain()]);
  let dropPending = options.dropPending && (await redis.exists(aliveKey)) === 0;
  await stayAlive();
  const seen = setInterval(() => void stayAlive().catch(() => {}), AWAY_MS / 10);

  logger.info('taking-updates', { mode, port: http.port, dropPending });

  // one lease for both modes, so that a change of mode waits for the last process of the old one
  const lease = createLease(redis, { key: `${namespace}:intake`, ttlMs: LEASE_MS });
  const leading = leadWhileHeld({
    lease,
    logger,
    signal,
    lead(term) {
      presence.tell().catch((error: unknown) => logger.warn('start-not-told', { error }));
      const shared = { api, logger, metrics, dropPending };
      dropPending = false;
      return webhook ? keepRegistered({ ...shared, ...webhook }, term) : poll({ ...shared, intake }, term);
    },
  });

  return {
    port: http.port,
    async stop() {
      stopping.abort();
      clearInterval(seen);
      await Promise.all([leading, identity.ended, stopListening(http.server)]);
      await presence.leave().catch(() => {});
    },
  };
}
