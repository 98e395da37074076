import { checkParameters, methodName } from './description/parameters.ts';
import { ConnectionLost, type Fault, Faults } from './faults.ts';
import { Limits } from './limits.ts';
import { methodNamed } from './methods/index.ts';
import { plausible } from './methods/plausible.ts';
import { wallClock } from './world/clock.ts';
import { ApiError } from './world/errors.ts';
import { type ApiAnswer, type CallRecord, Upload } from './world/model.ts';
import type { State } from './world/state.ts';

type Params = Readonly<Record<string, unknown>>;

const NO_UPLOADS: ReadonlyMap<string, Upload> = new Map();

/** The Bot API of a world: finds the bot and the method, injects faults, keeps the limits, answers, records. */
export class BotApi {
  readonly faults: Faults;
  readonly limits = new Limits();
  readonly #state: State;
  readonly #log: CallRecord[] = [];
  readonly #keep: number;
  #count = 0;

  constructor(state: State, keepCalls: number) {
    this.#state = state;
    this.#keep = keepCalls;
    this.faults = new Faults(state.random);
  }

  /**
   * Calls a method as the bot with this token; refusals are answers, only a fault that breaks the
   * connection rejects ({@link ConnectionLost}). `trace` is kept with the record.
   */
  async call(token: string, method: string, params: Params = {}, trace?: string): Promise<ApiAnswer> {
    const botId = this.#state.tokens.get(token)?.user.id;
    if (botId === undefined) return refusal(401, 'Unauthorized');
    const name = methodName(method);
    if (!name) return refusal(404, 'Not Found: method not found');
    const startedAt = wallClock();
    const fault = this.faults.next({ botId, method: name, chatId: numeric(params.chat_id) });
    if (fault) await before(fault);
    const answer = fault?.kind === 'error' ? injected(fault) : await this.#perform(botId, name, params);
    const record: CallRecord = {
      n: ++this.#count,
      botId,
      method: name,
      params,
      answer,
      startedAt,
      endedAt: wallClock(),
    };
    if (trace !== undefined) record.trace = trace;
    this.#record(record);
    if (fault?.kind === 'lost-after') throw new ConnectionLost('lost-after');
    return answer;
  }

  /** Calls with a number above `after`, oldest first; only the latest are kept. */
  calls(after = 0): CallRecord[] {
    // Numbers have gaps where polls were.
    return this.#log.slice(this.#log.findLastIndex(({ n }) => n <= after) + 1);
  }

  /** How many calls there have been. */
  get count(): number {
    return this.#count;
  }

  async #perform(botId: number, name: string, params: Params): Promise<ApiAnswer> {
    try {
      const checked = checkParameters(name, params);
      const { chat_id: chatId, media } = checked;
      const weight = name === 'sendMediaGroup' && Array.isArray(media) ? media.length : 1;
      const limited = typeof chatId === 'number' || typeof chatId === 'string';
      const wait = limited ? this.limits.take(botId, name, String(chatId), this.#state.clock.now(), weight) : 0;
      if (wait > 0) throw new ApiError(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
      const call = { state: this.#state, botId, uploads: uploadsOf(params) };
      const method = methodNamed(name);
      return { ok: true, result: await (method ? method(call, checked) : plausible(call, name, checked)) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return refusal(error.code, error.message, error.parameters);
    }
  }

  #record(call: CallRecord): void {
    // Polls would drown everything else.
    if (call.method !== 'getUpdates' && this.#keep > 0) {
      this.#log.push(call);
      if (this.#log.length > this.#keep * 1.5) this.#log.splice(0, this.#log.length - this.#keep);
    }
    this.#state.emit({ type: 'call', call });
  }
}

function refusal(error_code: number, description: string, parameters?: ApiError['parameters']): ApiAnswer {
  return { ok: false, error_code, description, ...(parameters ? { parameters } : {}) };
}

function numeric(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function uploadsOf(params: Params): ReadonlyMap<string, Upload> {
  if (!Object.values(params).some((value) => value instanceof Upload)) return NO_UPLOADS;
  const uploads = Object.entries(params).filter((entry): entry is [string, Upload] => entry[1] instanceof Upload);
  return new Map(uploads);
}

async function before(fault: Fault): Promise<void> {
  if (fault.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000));
  if (fault.kind === 'lost-before' || fault.kind === 'reset' || fault.kind === 'silence')
    throw new ConnectionLost(fault.kind);
}

function injected({ code = 500, description, retryAfter }: Fault): ApiAnswer {
  if (code === 429) {
    const wait = retryAfter ?? 1;
    return refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
  }
  return refusal(code, description ?? (code === 500 ? 'Internal Server Error' : `Injected error ${code}`));
}
