import type { Update, User } from '@grammyjs/types';
import { Clock, wallClock } from './clock.ts';
import { Inbox, type SentKind } from './inbox.ts';
import type { Account, PendingPress, Room, StoredFile, WorldEvent } from './model.ts';
import type { Webhook } from './webhooks.ts';

/** Well-known accounts of Telegram itself. */
export const SERVICE_ID = 777_000;
export const ANONYMOUS_ADMIN_ID = 1_087_968_824;
export const CHANNEL_SENDER_ID = 136_817_688;

/** Whether this is one of the accounts that stand for Telegram, an anonymous administrator or a channel. */
export function isStandIn(userId: number): boolean {
  return userId === SERVICE_ID || userId === ANONYMOUS_ADMIN_ID || userId === CHANNEL_SENDER_ID;
}

/** What a world is made with; everything has a default. */
export interface WorldOptions {
  /** Milliseconds since the epoch; the machine's clock unless given. */
  now?: () => number;
  /** Numbers in [0, 1) for dice and ids. */
  random?: () => number;
  /** How long a pressed button may be answered, in milliseconds. */
  pressTtlMs?: number;
  /** The number of a bot's first update. */
  firstUpdateId?: number;
  /** Messages kept per chat, at least. */
  keepMessages?: number;
}

/** Everything there is: accounts, chats, files, pending button presses, and who watches. */
export class State {
  readonly clock: Clock;
  readonly random: () => number;
  readonly pressTtlMs: number;
  readonly accounts = new Map<number, Account>();
  readonly tokens = new Map<string, Account>();
  readonly inboxes = new Map<number, Inbox>();
  /** Groups and channels by id. */
  readonly rooms = new Map<number, Room>();
  /** Private chats by `bot:person`. */
  readonly privateRooms = new Map<string, Room>();
  /** Public names, lower case, to account or chat id. */
  readonly usernames = new Map<string, number>();
  readonly files = new Map<string, StoredFile>();
  readonly presses = new Map<string, PendingPress>();
  readonly webhooks = new Map<number, Webhook>();
  /** How to end the poll a bot waits in, with the reason it is told. */
  readonly pollers = new Map<number, (reason: string) => void>();
  /** Messages kept per chat, at least; the oldest go first. */
  readonly keepMessages: number;
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  readonly #counters = new Map<string, number>();
  readonly #firstUpdateId: number;

  constructor(options: WorldOptions = {}) {
    this.clock = new Clock(options.now);
    this.random = options.random ?? Math.random;
    this.pressTtlMs = options.pressTtlMs ?? 15_000;
    this.keepMessages = options.keepMessages ?? 10_000;
    this.#firstUpdateId = options.firstUpdateId ?? 1;
    this.addAccount({ id: SERVICE_ID, is_bot: false, first_name: 'Telegram' });
    this.addAccount({ id: ANONYMOUS_ADMIN_ID, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' });
    this.addAccount({ id: CHANNEL_SENDER_ID, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' });
  }

  /** The next number of a sequence that starts after `start`. */
  next(sequence: string, start = 0): number {
    const value = (this.#counters.get(sequence) ?? start) + 1;
    this.#counters.set(sequence, value);
    return value;
  }

  /** Registers a user; the username becomes findable. */
  addAccount(user: User): Account {
    const account: Account = { user, started: new Set(), blocked: new Set() };
    this.accounts.set(user.id, account);
    if (user.username) this.usernames.set(user.username.toLowerCase(), user.id);
    this.emit({ type: 'account', account });
    return account;
  }

  /** The account of a user that must exist. */
  account(userId: number): Account {
    const account = this.accounts.get(userId);
    if (!account) throw new RangeError(`There is no user ${userId}`);
    return account;
  }

  user(userId: number): User {
    return this.account(userId).user;
  }

  inbox(botId: number): Inbox {
    let inbox = this.inboxes.get(botId);
    if (!inbox) {
      inbox = new Inbox(this.#firstUpdateId);
      this.inboxes.set(botId, inbox);
    }
    return inbox;
  }

  /** Sends an update to a bot that wants its kind. `lane`: see {@link Inbox}. */
  sendUpdate<K extends SentKind>(botId: number, lane: string, kind: K, content: NonNullable<Update[K]>): void {
    const inbox = this.inbox(botId);
    if (!inbox.wants(kind)) return;
    const update = inbox.add(lane, { [kind]: content });
    if (this.#listeners.size > 0) this.emit({ type: 'update', botId, update, at: wallClock() });
  }

  /**
   * Empties the world. Bots stay, with what waits for them, and numbers go on, so that nothing new is taken for
   * something old.
   */
  clear(): void {
    for (const [id, { bot }] of this.accounts) if (!bot && !isStandIn(id)) this.accounts.delete(id);
    for (const account of this.accounts.values()) account.started.clear();
    for (const things of [this.rooms, this.privateRooms, this.usernames, this.files, this.presses]) things.clear();
    for (const { user } of this.accounts.values())
      if (user.username) this.usernames.set(user.username.toLowerCase(), user.id);
    this.emit({ type: 'cleared' });
  }

  /** The numbers given out so far, by sequence. */
  get counters(): ReadonlyMap<string, number> {
    return this.#counters;
  }

  /** Numbers up to these are taken. */
  countFrom(counters: ReadonlyMap<string, number>): void {
    for (const [name, value] of counters) this.#counters.set(name, Math.max(value, this.#counters.get(name) ?? 0));
  }

  /** Watches everything that changes; returns how to stop. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
