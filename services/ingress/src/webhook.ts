import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Logger, Metrics } from '@alita/observe';
import { ALLOWED_UPDATES, type Api } from '@alita/telegram';
import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { gather } from './gather.ts';
import type { Accepted, Intake } from './intake.ts';
import { pause } from './leader.ts';
import { callTelegram, insist } from './telegram-calls.ts';

const BODY_LIMIT = '10mb';
const RETRY_AFTER_S = 5;
const CONNECTIONS = 100;
const LOOK_EVERY_MS = 30_000;
const SAY_FULL_MS = 10_000;

/** The path Telegram is told: nobody guesses it, and it does not give the secret away. */
export function webhookPath(secret: string): string {
  return `/webhook/${createHmac('sha256', secret).update('alita webhook path').digest('hex').slice(0, 32)}`;
}

/** Compares in a time that tells of the wanted text no more than its length. */
const isSame = (given: string, wanted: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
};

export interface WebhookOptions {
  readonly secret: string;
  readonly intake: Intake;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Takes updates at `/webhook/<token>`; answers 200 only when an update is stored. */
export function createWebhook({ secret, intake, logger, metrics }: WebhookOptions): Router {
  const path = webhookPath(secret);
  const accept = gather<unknown, Accepted>((updates) => intake.accept(updates));
  let saidAt = 0;

  const refuse = (status: number, reason: string): RequestHandler => {
    return (_request, response) => {
      metrics.webhookRejected.inc({ reason });
      response.status(status).send(reason);
    };
  };
  const [unknownPath, wrongMethod, wrongSecret] = [
    refuse(404, 'not-found'),
    refuse(405, 'method'),
    refuse(401, 'secret'),
  ];

  const guard: RequestHandler = (request, response, next) => {
    if (!isSame(request.baseUrl, path) || request.path !== '/') return unknownPath(request, response, next);
    if (request.method !== 'POST') return wrongMethod(request, response.set('Allow', 'POST'), next);
    const given = request.get('X-Telegram-Bot-Api-Secret-Token') ?? '';
    if (secret === '' || !isSame(given, secret)) return wrongSecret(request, response, next);
    next();
  };

  const take: RequestHandler = async (request, response, next) => {
    try {
      const result = await accept(request.body);
      metrics.telegramAnswered.setToCurrentTime();
      if (result === 'full') busy(request, response.set('Retry-After', String(RETRY_AFTER_S)), next);
      else response.send('OK');
    } catch (error) {
      if (Date.now() - saidAt > SAY_FULL_MS) {
        saidAt = Date.now();
        logger.error('intake-stopped', { error });
      }
      away(request, response.set('Retry-After', String(RETRY_AFTER_S)), next);
    }
  };
  const [busy, away] = [refuse(503, 'mailbox-full'), refuse(503, 'cannot-store')];

  const unreadable: ErrorRequestHandler = (error: { status?: number }, request, response, next) => {
    const [status, reason] = error.status === 413 ? [413, 'too-large'] : [400, 'malformed'];
    refuse(status, reason)(request, response, next);
  };

  const json = express.json({ limit: BODY_LIMIT, type: () => true, strict: true });
  return express.Router().use('/webhook/:token', guard, json, take, unreadable);
}

export interface RegistrationOptions {
  readonly api: Api;
  /** The public origin, without a trailing slash. */
  readonly domain: string;
  readonly secret: string;
  readonly dropPending: boolean;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const WebhookInfo = z.looseObject({
  url: z.string(),
  pending_update_count: z.number(),
  last_error_message: z.string().optional(),
});

/** Tells Telegram where to deliver, and looks every half minute whether it still knows; the leader's work. */
export async function keepRegistered(options: RegistrationOptions, signal: AbortSignal): Promise<void> {
  const { api, domain, secret, logger, metrics } = options;
  const url = `${domain}${webhookPath(secret)}`;
  const register = (drop: boolean) =>
    insist(
      api,
      'setWebhook',
      {
        url,
        secret_token: secret,
        allowed_updates: ALLOWED_UPDATES,
        max_connections: CONNECTIONS,
        drop_pending_updates: drop,
      },
      { logger, signal },
    );
  await register(options.dropPending);
  logger.info('webhook-set', { domain });
  let told = '';
  while (!signal.aborted) {
    await pause(LOOK_EVERY_MS, signal);
    if (signal.aborted) return;
    try {
      const info = WebhookInfo.parse(await callTelegram(api, 'getWebhookInfo'));
      metrics.telegramAnswered.setToCurrentTime();
      metrics.webhookPending.set(info.pending_update_count);
      const { last_error_message: reason = '' } = info;
      if (reason !== '' && reason !== told)
        logger.warn('webhook-not-reached', { reason, pending: info.pending_update_count });
      told = reason;
      if (info.url !== url) {
        logger.warn('webhook-changed-by-others');
        await register(false);
      }
    } catch (error) {
      logger.warn('webhook-unknown', { error });
    }
  }
}
