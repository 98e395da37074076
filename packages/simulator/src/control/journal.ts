import { keepLatest } from '../world/keep.ts';
import type { CallRecord } from '../world/model.ts';
import type { State } from '../world/state.ts';

/** When an update came to be and when its bot had it, in wall-clock milliseconds. */
export interface UpdateTimes {
  updateId: number;
  botId: number;
  createdAt: number;
  deliveredAt?: number;
}

/** A call in short: enough to measure answers by. */
export interface CallSummary {
  n: number;
  botId: number;
  method: string;
  chatId?: number | string;
  /** The message it replies to. */
  replyTo?: number;
  /** The message it made. */
  messageId?: number;
  ok: boolean;
  error?: string;
  startedAt: number;
  endedAt: number;
}

/** Keeps the times of the latest updates and counts what happens in a world. */
export class Journal {
  readonly #times = new Map<string, UpdateTimes>();
  readonly #keep: number;
  readonly calls: Record<string, { ok: number; refused: number }> = {};
  created = 0;
  delivered = 0;

  constructor(state: State, keep = 200_000) {
    this.#keep = keep;
    state.subscribe((event) => {
      if (event.type === 'update') this.#create(event.botId, event.update.update_id, event.at);
      else if (event.type === 'delivered') for (const id of event.updateIds) this.#deliver(event.botId, id, event.at);
      else if (event.type === 'call') this.#count(event.call);
    });
  }

  /** Times of updates of a bot with a number above `after`. */
  times(botId: number, after: number, limit: number): UpdateTimes[] {
    const found: UpdateTimes[] = [];
    for (const times of this.#times.values()) {
      if (times.botId === botId && times.updateId > after && found.length < limit) found.push(times);
    }
    return found;
  }

  #create(botId: number, updateId: number, createdAt: number): void {
    this.created++;
    this.#times.set(`${botId}:${updateId}`, { updateId, botId, createdAt });
    keepLatest(this.#times, this.#keep);
  }

  #deliver(botId: number, updateId: number, at: number): void {
    const times = this.#times.get(`${botId}:${updateId}`);
    if (!times || times.deliveredAt !== undefined) return;
    this.delivered++;
    times.deliveredAt = at;
  }

  #count({ method, answer }: CallRecord): void {
    const counts = this.calls[method] ?? { ok: 0, refused: 0 };
    this.calls[method] = counts;
    if (answer.ok) counts.ok++;
    else counts.refused++;
  }
}

/** A call in short. */
export function summary({ n, botId, method, params, answer, startedAt, endedAt }: CallRecord): CallSummary {
  const chatId = params.chat_id;
  const replyTo = field(params.reply_parameters, 'message_id');
  const messageId = answer.ok ? field(answer.result, 'message_id') : undefined;
  return {
    n,
    botId,
    method,
    ...(typeof chatId === 'number' || typeof chatId === 'string' ? { chatId } : {}),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(messageId === undefined ? {} : { messageId }),
    ok: answer.ok,
    ...(answer.ok ? {} : { error: answer.description }),
    startedAt,
    endedAt,
  };
}

function field(value: unknown, name: string): number | undefined {
  const object = typeof value === 'string' ? parsed(value) : value;
  if (typeof object !== 'object' || object === null || !(name in object)) return undefined;
  const found: unknown = (object as Record<string, unknown>)[name];
  return typeof found === 'number' ? found : undefined;
}

/** A parameter as a form sends it; what is no JSON was refused and says nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
