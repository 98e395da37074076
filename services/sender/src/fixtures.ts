import type { Branch, Call } from '@alita/kit';
import { createMetrics, type LogFields, type Logger, silentLogger } from '@alita/observe';
import { CallItem, type Delivery, type Item } from '@alita/queues';
import type { Api, ApiAnswer } from '@alita/telegram';
import type { Desk } from './desk.ts';
import { createFreezer } from './limits/freezer.ts';
import { createReport } from './report.ts';

/** Test doubles: a scripted Telegram, and deliveries without a mailbox behind them. */

export const CHAT = -1001;
export const BOT = 7;
export const NOW = 1_700_000_000_000;

export const aCall = (fields: Partial<Call> = {}): Call => ({
  method: 'sendMessage',
  params: { chat_id: fields.chat ?? CHAT, text: 'x' },
  chat: CHAT,
  lane: 'normal',
  label: 'test.call',
  ...fields,
});

export const aDeletion = (id: number, fields: Partial<Call> = {}): Call =>
  aCall({ method: 'deleteMessage', lane: 'urgent', params: { chat_id: CHAT, message_id: id }, ...fields });

export const next = (name: string, chat: number = CHAT): Branch => ({ continue: { name, chat } });

let made = 0;
export const anItem = (body: Call, ms: number = NOW): Item => CallItem.make({ id: `item${++made}`, ms, body });

export interface FakeDelivery extends Delivery {
  /** What was asked of it, in order. */
  readonly asked: string[];
}

export function aDelivery(given: Partial<Delivery> & Pick<Delivery, 'item'>): FakeDelivery {
  const asked: string[] = [];
  const note = (what: string) => () => {
    asked.push(what);
    return Promise.resolve();
  };
  return {
    queue: 'out-n',
    key: `${BOT}.${CHAT}`,
    receipt: 'r',
    epoch: 1,
    versions: {},
    state: {},
    attempt: 1,
    lastAttempt: false,
    tries: 0,
    begun: false,
    following: [],
    settle: note('settle'),
    hold: note('hold'),
    readState: () => Promise.resolve({}),
    asked,
    ...given,
  };
}

export const done = (result: unknown = true): ApiAnswer => ({ ok: true, result });
export const refusal = (code: number, description: string, parameters?: object): ApiAnswer => ({
  ok: false,
  error_code: code,
  description,
  ...(parameters && { parameters }),
});

/** A Telegram that answers what it is told, last answer for ever. */
export function scripted(...answers: (ApiAnswer | Error)[]) {
  const calls: { method: string; params: Record<string, unknown>; timeoutMs: number | undefined }[] = [];
  const api: Api = (method, params, timeoutMs) => {
    calls.push({ method, params, timeoutMs });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? done();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { api, calls };
}

export function recordingLogger(lines: { event: string; fields: LogFields | undefined }[]): Logger {
  const at = (event: string, fields?: LogFields) => void lines.push({ event, fields });
  return { ...silentLogger, warn: at, error: at };
}

/** A desk whose clock stands still until it is moved. */
export function aDesk(api: Api, given: Partial<Desk> = {}) {
  const clock = { now: NOW };
  const answers: unknown[] = [];
  const log: { event: string; fields: LogFields | undefined }[] = [];
  const desk: Desk = {
    api,
    mailboxes: {
      answer: (_item, value) => {
        answers.push(value);
        return Promise.resolve();
      },
      readRef: (_key, id) => Promise.resolve(id === 'known' ? 42 : undefined),
      getBlob: () => Promise.resolve(undefined),
    },
    bot: BOT,
    limiter: createFreezer(() => clock.now),
    report: createReport({ logger: recordingLogger(log), metrics: createMetrics('sender') }),
    now: () => clock.now,
    ...given,
  };
  return { desk, clock, answers, log };
}
