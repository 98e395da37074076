import type { Branch, Refusal } from './effects.ts';
import type { Right } from './rights.ts';
import type { Keyboard, Params } from './say.ts';

/**
 * A message that is on its way: usable at once in later calls, from this or any later handler. Plain data.
 * @example
 * const { chat, ref } = reply('closing');
 * timer(closed.at(inAMinute, chat, { notice: { chat, ref } })); // later: act.deleteMessage(data.notice)
 */
export interface Ref {
  readonly chat: number;
  readonly ref: string;
}

/** A message by its id, or one still on its way. */
export type MessageTarget = Ref | { readonly chat: number | { readonly id: number }; readonly id: number };

/**
 * A call that will leave with the commit; say here what is to follow it.
 * @example
 * act.ban(target).ok(say('banned', { name })).refused({ 'is-admin': say('ban-is-admin', { name }) });
 */
export interface Pending {
  /** After success. */
  ok(...next: (Branch | readonly Branch[])[]): this;
  /** After a refusal, by reason; reasons not named get the runtime's own clear text. */
  refused(next: Partial<Record<Refusal, Branch | readonly Branch[]>>): this;
  /** After any refusal that is not named. */
  otherwise(...next: (Branch | readonly Branch[])[]): this;
  /** Nothing is said about refusals that are not named. */
  quietly(): this;
}

/** A message that will be sent. */
export interface Sent extends Pending, Ref {}

/**
 * How a message is sent.
 * @example reply('welcome', { name }, [], { replyTo: false, expiresInMs: 60_000 })
 */
export interface SendOptions {
  /** Chat to send to; the current one when left out. */
  readonly to?: number | undefined;
  /** Message to reply to; the trigger when left out, none with `false`. */
  readonly replyTo?: number | false | undefined;
  readonly silent?: boolean | undefined;
  /** Lifetime of the call in milliseconds: greetings live shorter than replies. */
  readonly expiresInMs?: number | undefined;
  /** Telegram's link preview under the text; off unless asked for. */
  readonly preview?: boolean | undefined;
}

/**
 * Says something: `key` is relative to the module, or absolute with a dot.
 * @example reply('banned', { name: mention(target), reason }, [unban.button({ id: target.id })])
 */
export type Reply = (key: string, params?: Params, keyboard?: Keyboard, options?: SendOptions) => Sent;

/**
 * The same as data, for a branch.
 * @example act.kick(target).ok(say('kicked', { name }))
 */
export type Say = (key: string, params?: Params, keyboard?: Keyboard, options?: SendOptions) => Branch;

/** Permissions of a restricted member: all off, or named ones by their Bot API names. */
export type Permissions = Readonly<Record<string, boolean>>;

/**
 * Adds calls to what leaves with the commit. Nothing here waits for Telegram.
 * @example act.deleteMessage(message).quietly()
 */
export interface Act {
  deleteMessage(message: MessageTarget): Pending;
  /** At most 100 messages of this chat in one call; those that are gone do not matter. */
  deleteMessages(ids: readonly number[]): Pending;
  /** For good when `until` is left out. */
  ban(user: { id: number }, options?: { until?: Date | undefined; revokeMessages?: boolean }): Pending;
  /** Lifts a ban; never removes somebody who is in the chat. */
  unban(user: { id: number }): Pending;
  /** Removes, free to come back. */
  kick(user: { id: number }): Pending;
  /** A channel or group that speaks in the chat. */
  banSender(senderChat: { id: number }): Pending;
  unbanSender(senderChat: { id: number }): Pending;
  restrict(user: { id: number }, permissions: Permissions, options?: { until?: Date | undefined }): Pending;
  mute(user: { id: number }, options?: { until?: Date | undefined }): Pending;
  /** Makes somebody an administrator with exactly these rights; with none, an ordinary member again. */
  promote(user: { id: number }, rights: readonly Right[]): Pending;
  /** The words shown beside an administrator's name, at most 16 characters. */
  title(user: { id: number }, title: string): Pending;
  /** Silent unless `loud`. */
  pin(message: MessageTarget, options?: { loud?: boolean }): Pending;
  /** The newest pinned message when none is given. */
  unpin(message?: MessageTarget): Pending;
  /** A message of any kind: `sendPhoto`, `copyMessage` …, put where `reply` would put a text. */
  send(method: string, params: Record<string, unknown>, options?: Omit<SendOptions, 'preview'>): Sent;
  edit(message: MessageTarget, key: string, params?: Params, keyboard?: Keyboard): Pending;
  /** The same as data, for a branch: `act.unban(user).ok(act.editing(menu, 'unbanned'))`. */
  editing(message: MessageTarget, key: string, params?: Params, keyboard?: Keyboard): Branch;
  /** Any other Bot API method. */
  call(method: string, params: Record<string, unknown>): Pending;
}
