import type { CallView, UpdateView } from '@alita/simulator';
import type { Update } from '@grammyjs/types';

/** An update and the calls it caused; calls the bot made by itself stand alone. */
export interface Happening {
  readonly key: string;
  readonly at: number;
  readonly update?: UpdateView;
  readonly calls: readonly CallView[];
}

/** A call this long after an update is hardly its work. */
const CAUSE_MS = 15_000;

/**
 * Joins calls with what most likely caused them: the press they answer, the message they reply to or delete, else the
 * latest update of the same chat. Telegram itself does not say. Newest first.
 */
export function timeline(updates: readonly UpdateView[], calls: readonly CallView[]): Happening[] {
  const caused = new Map(updates.map((update) => [keyOf(update), { update, calls: [] as CallView[] }]));
  const alone: Happening[] = [];
  for (const call of calls) {
    const cause = caused.get(causeOf(call, updates) ?? '');
    if (cause) cause.calls.push(call);
    else alone.push({ key: `c${call.n}`, at: call.startedAt, calls: [call] });
  }
  const told = [...caused].map(([key, { update, calls: its }]) => ({ key, at: update.at, update, calls: its }));
  return [...told, ...alone].sort((a, b) => b.at - a.at);
}

function keyOf({ botId, update }: UpdateView): string {
  return `u${botId}:${update.update_id}`;
}

/** The keys of causes found before: what comes later cannot be the cause. */
const causes = new WeakMap<CallView, string | undefined>();

function causeOf(call: CallView, updates: readonly UpdateView[]): string | undefined {
  if (causes.has(call)) return causes.get(call);
  const cause = findCause(call, updates);
  const key = cause && keyOf(cause);
  causes.set(call, key);
  return key;
}

function findCause({ params, startedAt, botId }: CallView, updates: readonly UpdateView[]): UpdateView | undefined {
  const chat = Number(params.chat_id);
  const message = Number(messageIn(params.reply_parameters) ?? params.message_id);
  let latest: UpdateView | undefined;
  for (let i = updates.length - 1; i >= 0; i--) {
    const view = updates[i];
    if (!view || view.botId !== botId || view.at > startedAt) continue;
    if (startedAt - view.at > CAUSE_MS) break;
    const { update } = view;
    if (params.callback_query_id !== undefined) {
      if (update.callback_query?.id === params.callback_query_id) return view;
      continue;
    }
    if (chatOf(update) !== chat) continue;
    if ((update.message ?? update.callback_query?.message)?.message_id === message) return view;
    latest ??= view;
  }
  return latest;
}

function messageIn(value: unknown): number | undefined {
  const parameters = typeof value === 'string' ? parsed(value) : value;
  if (typeof parameters !== 'object' || parameters === null || !('message_id' in parameters)) return undefined;
  return Number(parameters.message_id);
}

/** A parameter as a form sends it; bots may send anything. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The part of an update that is not its number. */
export function contentOf(update: Update): { kind: string; content: NonNullable<unknown> } {
  const [kind = 'update', content = {}] = Object.entries(update).find(([name]) => name !== 'update_id') ?? [];
  return { kind, content: content as NonNullable<unknown> };
}

function chatOf({ callback_query: query, ...update }: Update): number | undefined {
  if (query) return query.message?.chat.id;
  const { content } = contentOf({ ...update });
  return 'chat' in content ? (content.chat as { id: number }).id : undefined;
}
