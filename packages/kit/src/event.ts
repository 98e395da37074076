import type { Chat, Person, Sender } from './people.ts';

/** A stretch of a text that means something; offsets in UTF-16 code units, as Telegram counts. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string | undefined;
  readonly user?: Person | undefined;
}

/** A message, as far as every module needs it; `raw` is Telegram's own object. */
export interface Message {
  readonly id: number;
  readonly chat: Chat;
  readonly date: Date;
  readonly sender: Sender;
  /** The nominal author's user id: 0 for channel posts. Rights are checked for this one. */
  readonly userId: number;
  /** Text or caption. */
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly topicId?: number | undefined;
  readonly replyTo?: Message | undefined;
  /** The part of `replyTo` that was quoted. */
  readonly quote?: string | undefined;
  /** Targets of links in text and entities. */
  readonly links: readonly string[];
  readonly isAutomaticForward: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A member's standing before and after. */
export interface MembershipChange {
  readonly chat: Chat;
  /** Who made it so. */
  readonly actor: Person;
  readonly member: Person;
  readonly before: { readonly status: string; readonly isMember: boolean };
  readonly after: { readonly status: string; readonly isMember: boolean };
  readonly date: Date;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A pressed button. `message` is missing when Telegram no longer shows it to the bot. */
export interface Press {
  readonly id: string;
  readonly actor: Person;
  readonly chat?: Chat | undefined;
  readonly messageId?: number | undefined;
  readonly message?: Message | undefined;
  readonly data: string;
}

/** Somebody asks to be let in. */
export interface JoinRequest {
  readonly chat: Chat;
  readonly person: Person;
  readonly date: Date;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What can happen, by the name watchers use. */
export interface Events {
  message: Message;
  edit: Message;
  channelPost: Message;
  press: Press;
  member: MembershipChange;
  me: MembershipChange;
  joinRequest: JoinRequest;
  /** A basic group became a supergroup; told in both. */
  migration: { readonly from: number; readonly to: number; readonly date: Date };
  /** Telegram lets the bot do nothing here any more: it was removed or blocked, or the chat is no more. */
  gone: { readonly chat: Chat };
}
/** Name of an event, as in a watcher's `on`. */
export type EventKind = keyof Events;

/** One update, read once. */
export type Event = { [K in EventKind]: { readonly kind: K; readonly chat: Chat; readonly on: Events[K] } }[EventKind];
