import type { Update } from '@grammyjs/types';
import { wallClock } from './clock.ts';
import { ApiError } from './errors.ts';

export type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** The kinds of updates that come to be here; of the others a bot of this world is never told. */
export const SENT_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'message_reaction',
  'poll',
  'poll_answer',
] as const satisfies readonly UpdateKind[];
export type SentKind = (typeof SENT_KINDS)[number];

/** An update that waits for its bot. `lane` names the queue within which Telegram keeps the order. */
export interface PendingUpdate {
  update: Update;
  lane: string;
  createdAt: number;
}

const ON_REQUEST_ONLY: ReadonlySet<UpdateKind> = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** What a bot is sent unless it says otherwise. */
export function isDefaultKind(kind: UpdateKind): boolean {
  return !ON_REQUEST_ONLY.has(kind);
}

/** A bot's updates: numbered, filtered by the kinds it asked for, kept until it confirms them. */
export class Inbox {
  #items: PendingUpdate[] = [];
  #head = 0;
  #nextId: number;
  #handler: ((update: Update) => void) | undefined;
  #listeners = new Set<() => void>();
  /** The kinds asked for; undefined = the default ones. */
  allowed: ReadonlySet<UpdateKind> | undefined;

  constructor(firstId: number) {
    this.#nextId = firstId;
  }

  /** Whether an update of this kind is wanted. */
  wants(kind: UpdateKind): boolean {
    if (this.#handler && !this.allowed) return true;
    return this.allowed && this.allowed.size > 0 ? this.allowed.has(kind) : isDefaultKind(kind);
  }

  /** Numbers an update and hands it to the handler, or keeps it for polling or the webhook. */
  add(lane: string, body: Omit<Update, 'update_id'>): Update {
    const update: Update = { update_id: this.#nextId++, ...body };
    if (this.#handler) this.#handler(update);
    else {
      this.#items.push({ update, lane, createdAt: wallClock() });
      for (const listener of this.#listeners) listener();
    }
    return update;
  }

  /** Hands every further update to `handler` at once, all kinds unless `allowed` says less; returns how to stop. */
  handle(handler: (update: Update) => void, allowed?: readonly UpdateKind[]): () => void {
    if (this.#handler) throw new ApiError(409, 'Conflict: another handler takes the updates of this bot');
    this.#handler = handler;
    if (allowed) this.allowed = new Set(allowed);
    return () => {
      this.#handler = undefined;
    };
  }

  /** Calls `listener` after each addition; returns how to stop. */
  onAdd(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get size(): number {
    return this.#items.length - this.#head;
  }

  /** The first `limit` waiting updates from `offset` on; those before it are forgotten. Negative = from the end. */
  peek(offset: number, limit: number): PendingUpdate[] {
    if (offset < 0) this.#drop(Math.max(0, this.size + offset));
    else if (offset > 0) {
      let n = 0;
      while (n < this.size && (this.#items[this.#head + n]?.update.update_id ?? offset) < offset) n++;
      this.#drop(n);
    }
    return this.#items.slice(this.#head, this.#head + limit);
  }

  /** Takes the oldest `limit` updates out. */
  take(limit: number): PendingUpdate[] {
    const taken = this.#items.slice(this.#head, this.#head + limit);
    this.#drop(taken.length);
    return taken;
  }

  /** Puts updates back in front, oldest first. */
  putBack(items: readonly PendingUpdate[]): void {
    this.#items = [...items, ...this.#items.slice(this.#head)];
    this.#head = 0;
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }

  #drop(n: number): void {
    this.#head += n;
    if (this.#head > 4096 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
  }
}
