import type { ApiServer, Transport } from './answer.ts';
import { holdsFile } from './file.ts';

/** What is used of telegraf's client, whose own types end with Bot API 7.1. */
interface Caller {
  callApi(method: string, params: object, options: object): Promise<unknown>;
}

/** Makes calls with files in them, by telegraf. The first of them loads it: it takes 11 MB, and most processes make none. */
export function createUpload({ token, apiRoot, agent }: ApiServer): Transport {
  return async (method, params, limitMs) => {
    const { Telegram, TelegramError } = await import('telegraf');
    const telegram = new Telegram(token, { apiRoot, webhookReply: false });
    // Set here because telegraf's constructor drops the agent of a plain http server.
    telegram.options.agent = agent;
    const caller: Caller = telegram;
    try {
      const result = await caller.callApi(method, asSent(params), { signal: AbortSignal.timeout(limitMs) });
      return { ok: true, result };
    } catch (error) {
      if (error instanceof TelegramError) return { ok: false, ...error.response };
      throw error;
    }
  };
}

/** In a form telegraf turns only files into parts and loses other objects, so those go as text. */
const asSent = (params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' && !holdsFile(value) ? JSON.stringify(value) : value,
    ]),
  );
