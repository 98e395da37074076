import type {
  BotCommand,
  BotCommandScope,
  Chat,
  ChatInviteLink,
  ChatMemberUpdated,
  ChatPhoto,
  ForceReply,
  ForumTopic,
  MenuButton,
  Message,
  ReactionType,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
  Update,
  User,
} from '@grammyjs/types';
import type { ErrorParameters } from './errors.ts';
import type { AdminRights, Permissions } from './rights.ts';

/** A user or bot of the world. */
export interface Account {
  user: User;
  bio?: string;
  /** Bots this person has started or written to: those may write first. */
  started: Set<number>;
  /** Bots this person has stopped. */
  blocked: Set<number>;
  /** Set when the account is a bot. */
  bot?: BotProfile;
}

/** What a bot has besides its account. */
export interface BotProfile {
  token: string;
  /** With privacy mode on, a bot that is no administrator sees only what concerns it. */
  privacy: boolean;
  commands: Map<string, { scope: BotCommandScope; language: string; commands: readonly BotCommand[] }>;
  texts: Map<string, string>;
  menuButtons: Map<number, MenuButton>;
  defaultRights: Map<'channel' | 'group', AdminRights>;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** A user's place in a chat. */
export interface Member {
  userId: number;
  status: MemberStatus;
  /** Whether a restricted user is in the chat now. */
  isMember: boolean;
  rights?: AdminRights;
  permissions?: Permissions;
  /** Unix time when a restriction or ban ends; 0 = never. */
  until: number;
  title?: string;
  tag?: string;
  /** Who promoted this administrator; only that one and the owner may edit it. */
  promotedBy?: number;
}

/** A message with what Telegram keeps beside it. */
export interface Post {
  message: Message;
  /** Set once deleted: kept, so that an operator can see what went and who took it. */
  deleted?: { by: number | undefined; at: number };
  reactions?: Map<number, ReactionType[]>;
  /** Who voted for which options, when the message is a poll. */
  votes?: Map<number, number[]>;
  /** The reply keyboard the message brought, or took away. */
  keyboard?: ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;
}

/** An invite link with its counters. */
export interface Invite {
  link: ChatInviteLink;
  joined: number;
}

/** A request to join that waits for an answer. */
export interface JoinRequest {
  userId: number;
  date: number;
  invite?: Invite;
  /** The question put to the guard bot, until it is answered. */
  queryId?: string;
}

/** A topic of a forum. */
export interface Topic {
  topic: ForumTopic;
  closed: boolean;
  hidden: boolean;
}

/** A chat: private (one bot, one person), basic group, supergroup or channel. */
export interface Room {
  id: number;
  type: Chat['type'];
  /** The chat as messages carry it; replaced when title or username change. */
  chat: Chat;
  description: string;
  /** The bot of a private chat. */
  botId: number | undefined;
  members: Map<number, Member>;
  /** Bots that are in the chat now. */
  bots: Set<number>;
  posts: Map<number, Post>;
  lastMessageId: number;
  permissions: Permissions;
  /** Seconds between two messages of one member; 0 = off. */
  slowModeDelay: number;
  lastSaid: Map<number, number>;
  joinByRequest: boolean;
  /** The discussion group of a channel, the channel of a discussion group. */
  linkedId: number | undefined;
  pinned: number[];
  invites: Map<string, Invite>;
  requests: Map<number, JoinRequest>;
  topics: Map<number, Topic>;
  /** Chats that may not speak here. */
  bannedSenders: Set<number>;
  photo: ChatPhoto | undefined;
  stickerSet: string | undefined;
  /** The supergroup a basic group became. */
  migratedTo: number | undefined;
  protectedContent: boolean;
  /** The bot that is asked about each request to join. */
  guardId: number | undefined;
}

/** Bytes on their way to or kept in the world. */
export class Upload {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;

  constructor(bytes: Uint8Array, name = 'file', mime = 'application/octet-stream') {
    this.bytes = bytes;
    this.name = name;
    this.mime = mime;
  }
}

/** A stored file; `id` is its `file_id`. */
export interface StoredFile {
  id: string;
  uniqueId: string;
  kind: string;
  path: string;
  upload: Upload;
}

/** What a person sees after pressing a button. */
export interface CallbackAnswer {
  text?: string;
  showAlert: boolean;
  url?: string;
}

/** A pressed button that waits for its answer. */
export interface PendingPress {
  id: string;
  botId: number;
  userId: number;
  /** World time in milliseconds after which an answer comes too late. */
  expiresAt: number;
  settle(answer: CallbackAnswer | undefined): void;
}

/** The answer to a Bot API call. */
export type ApiAnswer =
  | { ok: true; result: unknown; description?: string }
  | { ok: false; error_code: number; description: string; parameters?: ErrorParameters };

/** One Bot API call as it happened; times are wall-clock milliseconds with fractions. */
export interface CallRecord {
  n: number;
  botId: number;
  method: string;
  params: Readonly<Record<string, unknown>>;
  answer: ApiAnswer;
  startedAt: number;
  endedAt: number;
  /** The W3C trace the caller said it belongs to. */
  trace?: string;
}

/** Everything that can be seen to change. */
export type WorldEvent =
  | { type: 'account'; account: Account }
  | { type: 'chat'; room: Room }
  | { type: 'message' | 'edit' | 'delete' | 'reaction'; room: Room; post: Post }
  | { type: 'member'; room: Room; change: ChatMemberUpdated }
  | { type: 'request'; room: Room; request: JoinRequest; state: 'open' | 'approved' | 'declined' | 'withdrawn' }
  | { type: 'press'; room: Room | undefined; press: PendingPress; data: string }
  | { type: 'answer'; press: PendingPress; answer: CallbackAnswer | undefined }
  | { type: 'update'; botId: number; update: Update; at: number }
  | { type: 'delivered'; botId: number; updateIds: readonly number[]; at: number }
  | { type: 'call'; call: CallRecord }
  | { type: 'typing'; room: Room; botId: number; action: string }
  | { type: 'webhook'; botId: number }
  | { type: 'clock'; now: number }
  /** Somebody steered the world from outside: limits, faults, scripts … */
  | { type: 'control'; command: string }
  /** The world was emptied; all that was known of it is void. */
  | { type: 'cleared' };
