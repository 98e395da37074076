/** Somebody or something that can act in a chat. Ids are Telegram's; all fit a JavaScript number. */
export interface Person {
  readonly id: number;
  /** Display name, never empty; not escaped. */
  readonly name: string;
  readonly username?: string | undefined;
  readonly isBot?: boolean | undefined;
  /** IETF tag of the person's client, when Telegram told it. */
  readonly language?: string | undefined;
}

/**
 * How a message was signed (PERM-3). `channel` is a member speaking as a channel, `linked-channel` an
 * automatic forward from the linked channel, `group` another group as sender.
 */
export type SenderKind = 'user' | 'anonymous-admin' | 'channel-post' | 'channel' | 'linked-channel' | 'group';

/** Who sent a message: for anything but `user` the id and name are those of the chat they speak as. */
export interface Sender extends Person {
  readonly kind: SenderKind;
}

/** Telegram's kinds of chats. */
export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';

/** A chat as every handler sees it. */
export interface Chat {
  readonly id: number;
  readonly type: ChatType;
  /** Title of a group or channel; first and last name in private. */
  readonly title: string;
  readonly username?: string | undefined;
  readonly isForum?: boolean | undefined;
}

/** The bot itself, as `getMe` gave it. */
export interface Me extends Person {
  readonly username: string;
}

/** Telegram's own account: service messages, and posts of a linked channel (PERM-2). */
export const TELEGRAM_ACCOUNT = 777000;
/** Nominal author of what anonymous administrators write. */
export const ANONYMOUS_ADMIN_ACCOUNT = 1087968824;
/** Nominal author of what members write as a channel. */
export const CHANNEL_ACCOUNT = 136817688;

/** Channels and supergroups have ids below -10^12 (PERM-1). */
export const isChannelId = (id: number): boolean => id < -1_000_000_000_000;
