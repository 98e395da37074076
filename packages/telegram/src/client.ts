import http from 'node:http';
import https from 'node:https';
import { Telegram, TelegramError } from 'telegraf';
import { type Api, NoAnswer } from './answer.ts';
import { isInputFile } from './file.ts';

export interface ClientOptions {
  readonly token: string;
  /** Telegram's own, or a self-hosted Bot API server. */
  readonly apiRoot: string;
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs: number;
}

export interface TelegramClient {
  readonly call: Api;
  /** Lets go of idle connections. */
  close(): void;
}

/** What is used of telegraf's client, whose own types end with Bot API 7.1. */
interface Caller {
  callApi(method: string, params: object, options: object): Promise<unknown>;
}

/** Talks to the Bot API over connections that stay open. Errors never hold the token. */
export function createTelegramClient({ token, apiRoot, timeoutMs }: ClientOptions): TelegramClient {
  const secure = apiRoot.startsWith('https:');
  const agent = new (secure ? https : http).Agent({ keepAlive: true, maxSockets: 256, timeout: 120_000 });
  const telegram = new Telegram(token, {
    apiRoot: apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`,
    webhookReply: false,
  });
  // Set here because telegraf's constructor drops the agent of a plain http server.
  telegram.options.agent = agent;
  const caller: Caller = telegram;
  return {
    async call(method, params, limitMs = timeoutMs) {
      try {
        return {
          ok: true,
          result: await caller.callApi(method, asSent(params), { signal: AbortSignal.timeout(limitMs) }),
        };
      } catch (error) {
        if (error instanceof TelegramError) return { ok: false, ...error.response };
        throw new NoAnswer(reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** In a form telegraf turns only files into parts and loses other objects, so those go as text. */
function asSent(params: Record<string, unknown>): Record<string, unknown> {
  const inner = (value: unknown) => (Array.isArray(value) ? value : [value]);
  const hasFile = Object.values(params).some((value) => inner(value).some(holdsFile));
  if (!hasFile) return params;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' && !inner(value).some(holdsFile) ? JSON.stringify(value) : value,
    ]),
  );
}

const holdsFile = (value: unknown): boolean =>
  isInputFile(value) || (typeof value === 'object' && value !== null && 'media' in value && isInputFile(value.media));

/** Error codes and kinds only: messages of network errors may hold the address, and so the token. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'AbortError') return 'timed out';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
