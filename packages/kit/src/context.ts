import type { z } from 'zod';
import type { Act, Pending, Reply, Say } from './act.ts';
import type { Catalogue } from './catalogue.ts';
import type { Branch, Outcome } from './effects.ts';
import type { EventKind, Events, Message } from './event.ts';
import type { Chat, Me, Person, Sender } from './people.ts';
import type { Remembered } from './remembered.ts';
import type { Members, StaffLevel } from './rights.ts';
import type { Keyboard, Params, Translate } from './say.ts';

/** What a timer or continuation declaration gives for use in handlers. */
export interface TimerUse<D> {
  readonly name: string;
  /** Sets (or moves) the timer `id` of this chat; `id` is made of facts, such as a user's id. */
  readonly at: (when: Date, id: string | number, data: D) => TimerOrder;
  readonly cancel: (id: string | number) => TimerOrder;
}
/** A timer to be set, moved or cancelled, as a declaration makes it for `timer(…)`. */
export type TimerOrder =
  | { readonly id: string; readonly at: number; readonly name: string; readonly data: unknown }
  | { readonly id: string; readonly cancel: true };

/**
 * This module's short-lived memory of the chat: shared by all workers, gone by itself.
 * @example
 * const count = (await windows.read(`flood:${actor.id}`, z.number())) ?? 0;
 * windows.write(`flood:${actor.id}`, count + 1, 10_000);
 */
export interface Windows {
  /** What is kept under this name, or undefined when it ran out or does not fit the schema. */
  read<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined>;
  /** Keeps a JSON value for `ttlMs`, or drops what is there (`undefined`); leaves with the commit. */
  write(name: string, value: unknown, ttlMs?: number): void;
}

/** What every handler can use, whatever set it off. Handlers destructure the few things they need. */
export interface Context<Store, Settings> {
  /** The chat everything is checked against and written to. */
  readonly chat: Chat;
  readonly me: Me;
  readonly now: Date;
  readonly store: Store;
  readonly settings: Settings;
  readonly members: Members;
  /** What somebody is among the people who run the bot. */
  readonly staff: (userId: number) => Promise<StaffLevel | undefined>;
  readonly t: Translate;
  /** Languages there are texts for and the operator offers. */
  readonly languages: readonly string[];
  readonly catalogue: Catalogue;
  /** Stores new values of this module's settings; the very next message sees them. */
  readonly configure: (patch: Partial<Settings>) => Promise<void>;
  readonly reply: Reply;
  readonly say: Say;
  readonly act: Act;
  /** A fresh unguessable token, 16 hexadecimal digits. */
  readonly token: () => string;
  readonly timer: (order: TimerOrder) => void;
  /**
   * Hands work to another chat's mailbox, the only place where that chat may be written: `post(admit.in(group, data))`.
   * Answers there come back here.
   */
  readonly post: (to: Extract<Branch, { continue: object }>) => void;
  readonly windows: Windows;
  /** A list of this chat as it is now; from memory unless it changed. */
  readonly recall: <T>(list: Remembered<T>) => Promise<T>;
  /** The list has been written: from the next item on everybody reads it anew. */
  readonly forget: (list: Pick<Remembered<unknown>, 'name'>) => void;
  /** Settings of another module, by the schema it shares; only to be read. */
  readonly settingsOf: <Z extends z.ZodObject>(module: string, schema: Z) => z.infer<Z>;
  /** Asks Telegram now, 3 s at most; refused or unanswered is an outcome, not an error. Ask before you write. */
  readonly ask: (method: string, params?: Record<string, unknown>) => Promise<Outcome>;
  /** Fields for the one log line of this item. */
  readonly note: (fields: Readonly<Record<string, string | number | boolean>>) => void;
}

/** … of handlers with a person behind them. */
export interface ActorContext<Store, Settings> extends Context<Store, Settings> {
  /** Who did it. For members who speak as a channel or the group, that chat. */
  readonly actor: Person;
}

/** … of commands: what was typed, and by whom. */
export interface CommandContext<Store, Settings, A> extends ActorContext<Store, Settings> {
  readonly args: A;
  readonly message: Message;
  readonly actor: Sender;
  /** The command word as typed, lower-case, without slash and @name. */
  readonly name: string;
}

/** … of deep links: what followed the prefix. */
export interface LinkContext<Store, Settings> extends ActorContext<Store, Settings> {
  /** What follows the prefix. */
  readonly payload: string;
  /** The `/start` in the private chat. */
  readonly message: Message;
}

/** … of pressed buttons. */
export interface CallbackContext<Store, Settings, D> extends ActorContext<Store, Settings> {
  readonly data: D;
  /** The message the button is under; `message` is missing when it is too old to be shown to the bot. */
  readonly messageId: number;
  readonly message?: Message | undefined;
  /** Answers the press with a toast (`alert` shows a dialog). Unanswered presses are answered silently. */
  readonly toast: (key: string, params?: Params, options?: { alert?: boolean }) => void;
  /** Replaces the message the button is under; without a keyboard its buttons disappear. */
  readonly edit: (key: string, params?: Params, keyboard?: Keyboard) => Pending;
}

/** … of watchers: the event they watch. */
export interface WatcherContext<Store, Settings, K extends EventKind> extends Context<Store, Settings> {
  readonly event: Events[K];
  /** The event under a name of its own, where it is a message. */
  readonly message: K extends 'message' | 'edit' | 'channelPost' ? Message : undefined;
  /** Who caused the event, when there is somebody. */
  readonly actor: Person;
}

/** … of timers: the data they were set with. */
export interface TimerContext<Store, Settings, D> extends Context<Store, Settings> {
  readonly data: D;
}

/** … of continuations: the data they were named with, and what the call before came to. */
export interface ContinuationContext<Store, Settings, D> extends Context<Store, Settings> {
  readonly data: D;
  /** What came of the call that led here. */
  readonly outcome: Outcome;
}
