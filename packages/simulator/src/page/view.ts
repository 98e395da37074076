import type { BotCommand, BotCommandScope, ChatMember, Message, ReactionType, Update } from '@grammyjs/types';
import { memberOf, showMember } from '../world/members.ts';
import { type Account, type CallRecord, type Post, type Room, Upload } from '../world/model.ts';
import type { Permissions } from '../world/rights.ts';
import { titleOf } from '../world/rooms.ts';
import type { State } from '../world/state.ts';

/** A chat as a page shows it. */
export interface ChatView {
  /** Names the chat among all: its id, for a private one `bot:person`. */
  key: string;
  id: number;
  type: Room['type'];
  title: string;
  username?: string;
  description: string;
  forum: boolean;
  /** The two of a private chat. */
  private?: { bot: number; person: number };
  joinByRequest: boolean;
  /** Seconds. */
  slowMode: number;
  permissions: Permissions;
  pinned: readonly number[];
  /** Who waits to be let in. */
  requests: readonly number[];
  topics: readonly { id: number; name: string; closed: boolean; hidden: boolean }[];
  migratedTo?: number;
}

/** A member, with the key of the chat. */
export interface MemberView {
  chat: string;
  member: ChatMember;
}

/** A message with what people see beside it; deleted ones stay. */
export interface PostView {
  chat: string;
  message: Message;
  /** `by` is a user's id; times are of the world, in milliseconds. */
  deleted?: { by?: number; at: number };
  reactions: readonly { user: number; reaction: ReactionType }[];
  votes: readonly { user: number; options: readonly number[] }[];
  keyboard?: NonNullable<Post['keyboard']>;
}

/** An update and when it was made and delivered, in wall-clock milliseconds. */
export interface UpdateView {
  botId: number;
  update: Update;
  at: number;
  deliveredAt?: number;
}

/** A call with its parameters as JSON; files are told by name and size. */
export type CallView = CallRecord;

/** A bot and the command lists it published. */
export interface BotView {
  id: number;
  commands: readonly { scope: BotCommandScope; language: string; commands: readonly BotCommand[] }[];
}

export function keyOf(room: Room): string {
  return room.botId === undefined ? String(room.id) : `${room.botId}:${room.id}`;
}

export function viewChat(room: Room): ChatView {
  const { username } = room.chat;
  return {
    key: keyOf(room),
    id: room.id,
    type: room.type,
    title: titleOf(room),
    ...(username ? { username } : {}),
    description: room.description,
    forum: room.chat.is_forum ?? false,
    ...(room.botId === undefined ? {} : { private: { bot: room.botId, person: room.id } }),
    joinByRequest: room.joinByRequest,
    slowMode: room.slowModeDelay,
    permissions: room.permissions,
    pinned: room.pinned,
    requests: [...room.requests.keys()],
    topics: [...room.topics.values()].map(({ topic, closed, hidden }) => ({
      id: topic.message_thread_id,
      name: topic.name,
      closed,
      hidden,
    })),
    ...(room.migratedTo === undefined ? {} : { migratedTo: room.migratedTo }),
  };
}

export function viewMember(state: State, room: Room, userId: number): MemberView {
  return { chat: keyOf(room), member: showMember(state, room, memberOf(state, room, userId)) };
}

export function viewPost(
  room: Room,
  { message, deleted, reactions = new Map(), votes = new Map(), keyboard }: Post,
): PostView {
  return {
    chat: keyOf(room),
    message,
    ...(deleted ? { deleted: { at: deleted.at, ...(deleted.by === undefined ? {} : { by: deleted.by }) } } : {}),
    reactions: [...reactions].flatMap(([user, list]) => list.map((reaction) => ({ user, reaction }))),
    votes: [...votes].map(([user, options]) => ({ user, options })),
    ...(keyboard ? { keyboard } : {}),
  };
}

export function viewCall(call: CallRecord): CallView {
  const params = Object.entries(call.params).map(([name, value]) => [
    name,
    value instanceof Upload ? { file: value.name, bytes: value.bytes.byteLength } : value,
  ]);
  return { ...call, params: Object.fromEntries(params) };
}

export function viewBot({ user, bot }: Account): BotView {
  return { id: user.id, commands: [...(bot?.commands.values() ?? [])] };
}
