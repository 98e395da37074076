import type { Database } from '@alita/db';
import { type Call, type ContinuationBody, type Effects, noEffects, type Outcome } from '@alita/kit';
import type { Item, Result } from '@alita/runtime';
import { type Api, follow, perform } from '@alita/telegram';

type Waiting = { readonly id: string; readonly kind: string; readonly body: unknown; readonly chatId: number };
type Timer = { readonly at: number; readonly item: Waiting };

export interface OfficeOptions {
  readonly database: Database;
  readonly api: Api;
  readonly now: () => number;
  readonly handle: (item: Item) => Promise<Result>;
  /** Every call made and what came of it. */
  readonly onCall: (call: Call, outcome: Outcome) => void;
}

/**
 * Mailboxes, worker and sender in one loop: items in order, each in its transaction, its calls made and their branches
 * followed before the next item. The same code decides and performs as in the real processes.
 */
export function createOffice({ database, api, now, handle, onCall }: OfficeOptions) {
  const items: Waiting[] = [];
  const timers = new Map<string, Timer>();
  const versions = new Map<number, Record<string, number>>();
  const refs = new Map<string, number>();
  const states = new Map<string, { value: unknown; until: number }>();
  let count = 0;
  let running: Promise<void> | undefined;
  let trouble: unknown;

  async function run(): Promise<void> {
    for (let item = items.shift(); item; item = items.shift()) await one(item);
  }

  async function one(item: Waiting): Promise<void> {
    const mailbox = `1.${item.chatId}`;
    const unit = database.unitOfWork({ mailbox, epoch: 1, item: `${item.id}:${++count}` });
    let result: Result;
    try {
      result = await handle({
        ...item,
        versions: versions.get(item.chatId) ?? {},
        isLastTry: true,
        unit,
        readState: stateOf(item.chatId),
      });
      if (unit.wrote) await unit.commit(result.effects);
    } catch (error) {
      await unit.rollback();
      throw error;
    }
    await release(item.chatId, result.effects);
  }

  const stateOf = (chatId: number) => (fields: readonly string[]) => {
    const kept = fields.map((field) => [field, states.get(`${chatId} ${field}`)] as const);
    const fresh = kept.flatMap(([field, entry]) => (entry && entry.until > now() ? [[field, entry.value]] : []));
    return Promise.resolve(Object.fromEntries(fresh) as Record<string, unknown>);
  };

  async function release(
    chatId: number,
    { calls, timers: changes, versions: bumped, posts, state }: Effects,
  ): Promise<void> {
    const known = versions.get(chatId) ?? {};
    versions.set(chatId, known);
    for (const [field, change] of Object.entries(state)) {
      if (change) states.set(`${chatId} ${field}`, { value: change.value, until: now() + change.ttlMs });
      else states.delete(`${chatId} ${field}`);
    }
    for (const name of bumped) known[name] = (known[name] ?? 0) + 1;
    for (const change of changes) {
      if ('cancel' in change) timers.delete(change.id);
      else {
        const body = { name: change.name, data: change.data };
        timers.set(change.id, { at: change.at, item: { id: change.id, kind: 'timer', body, chatId } });
      }
    }
    for (const { chat, kind, body } of posts) items.push({ id: `post:${++count}`, kind, body, chatId: chat });
    for (const lane of ['urgent', 'normal']) for (const call of calls) if (call.lane === lane) await make(call);
  }

  async function make(call: Call): Promise<void> {
    const outcome = await performed(call);
    onCall(call, outcome);
    if (call.ref && outcome.messageId !== undefined) refs.set(call.ref, outcome.messageId);
    const next: Effects = noEffects();
    for (const branch of follow(call, outcome)) {
      if ('call' in branch) next.calls.push(branch.call);
      else {
        const { name, chat, data, trigger } = branch.continue;
        const body: ContinuationBody = { name, data: data ?? {}, outcome, trigger };
        items.push({
          id: `next:${++count}`,
          kind: 'continuation',
          body: JSON.parse(JSON.stringify(body)),
          chatId: chat,
        });
      }
    }
    await release(call.chat, next);
  }

  async function performed(call: Call): Promise<Outcome> {
    if (call.expiresAt !== undefined && call.expiresAt < now()) return { ok: false, refusal: 'expired' };
    const { outcome, movedTo } = await perform(call, {
      api,
      readRef: (id) => Promise.resolve(refs.get(id)),
      readBlob: () => Promise.resolve(undefined),
    });
    if (movedTo === undefined) return outcome;
    return performed({ ...call, chat: movedTo, params: { ...call.params, chat_id: movedTo } });
  }

  return {
    push(item: Waiting): void {
      items.push(item);
      running ??= run()
        .catch((error: unknown) => {
          trouble ??= error;
          items.length = 0;
        })
        .finally(() => {
          running = undefined;
        });
    },
    /** Until nothing is left to do; throws what no handler should have thrown. */
    async idle(): Promise<void> {
      while (running) await running;
      const error = trouble;
      trouble = undefined;
      if (error !== undefined) throw error;
    },
    /** Hands over what has become due, earliest first. */
    due(): void {
      const late = [...timers].filter(([, { at }]) => at <= now()).sort(([, a], [, b]) => a.at - b.at);
      for (const [id, { item }] of late) {
        timers.delete(id);
        this.push(item);
      }
    },
  };
}
