import type { Chat } from '@grammyjs/types';
import { bad } from './errors.ts';
import type { Room } from './model.ts';
import { defaultPermissions } from './rights.ts';
import type { State } from './state.ts';

/** How a group or channel comes into the world. */
export interface RoomOptions {
  id?: number;
  type: 'group' | 'supergroup' | 'channel';
  title: string;
  username?: string;
  description?: string;
  forum?: boolean;
  joinByRequest?: boolean;
}

function emptyRoom(chat: Chat): Room {
  return {
    id: chat.id,
    type: chat.type,
    chat,
    description: '',
    botId: undefined,
    members: new Map(),
    bots: new Set(),
    posts: new Map(),
    lastMessageId: 0,
    permissions: { ...defaultPermissions },
    slowModeDelay: 0,
    lastSaid: new Map(),
    joinByRequest: false,
    linkedId: undefined,
    pinned: [],
    invites: new Map(),
    requests: new Map(),
    topics: new Map(),
    bannedSenders: new Set(),
    photo: undefined,
    stickerSet: undefined,
    migratedTo: undefined,
    protectedContent: false,
    guardId: undefined,
  };
}

function chatOf(id: number, options: RoomOptions): Chat {
  const { type, title, username } = options;
  if (type === 'group') return { id, type, title };
  const name = username ? { username } : {};
  if (type === 'channel') return { id, type, title, ...name };
  return { id, type, title, ...name, ...(options.forum ? { is_forum: true as const } : {}) };
}

function freeId(state: State, type: RoomOptions['type']): number {
  for (;;) {
    const id =
      type === 'group'
        ? -state.next('group', 4_000_000_000)
        : -1_000_000_000_000 - state.next('channel', 1_600_000_000);
    if (!state.rooms.has(id)) return id;
  }
}

/** Adds an empty group, supergroup or channel. */
export function createRoom(state: State, options: RoomOptions): Room {
  const id = options.id ?? freeId(state, options.type);
  const room = emptyRoom(chatOf(id, options));
  room.description = options.description ?? '';
  room.joinByRequest = options.joinByRequest ?? false;
  // Number 1 is the General topic's.
  if (options.forum) room.lastMessageId = 1;
  state.rooms.set(id, room);
  if (options.username) state.usernames.set(options.username.toLowerCase(), id);
  state.emit({ type: 'chat', room });
  return room;
}

/** The private chat of a bot with a person, made on first use. */
export function privateRoom(state: State, botId: number, userId: number): Room {
  const key = `${botId}:${userId}`;
  const known = state.privateRooms.get(key);
  if (known) return known;
  const { first_name, last_name, username } = state.user(userId);
  const room = emptyRoom({
    id: userId,
    type: 'private',
    first_name,
    ...(last_name ? { last_name } : {}),
    ...(username ? { username } : {}),
  });
  room.botId = botId;
  room.bots.add(botId);
  for (const id of [botId, userId]) room.members.set(id, { userId: id, status: 'member', isMember: true, until: 0 });
  state.privateRooms.set(key, room);
  state.emit({ type: 'chat', room });
  return room;
}

/** Title, as a person sees it. */
export function titleOf(room: Room): string {
  return room.chat.title ?? room.chat.first_name ?? '';
}

/** Changes the chat object that messages carry. */
export function changeChat(
  state: State,
  room: Room,
  change: { title?: string; forum?: boolean; username?: string },
): void {
  if (room.type === 'private') return;
  const { title = titleOf(room), forum = room.chat.is_forum ?? false, username = room.chat.username } = change;
  room.chat = chatOf(room.id, { type: room.type, title, forum, ...(username ? { username } : {}) });
  if (username) state.usernames.set(username.toLowerCase(), room.id);
  state.emit({ type: 'chat', room });
}

/** Basic and super groups: where people talk. */
export function isGroup(room: Room): boolean {
  return room.type === 'group' || room.type === 'supergroup';
}

/** Resolves `chat_id` as a bot may write it: a number, digits or `@username`. */
export function findRoom(state: State, botId: number, chatId: number | string): Room {
  const id = typeof chatId === 'number' ? chatId : /^-?\d+$/.test(chatId) ? Number(chatId) : byName(state, chatId);
  if (id === 0 || id === undefined) throw bad(chatId === '' || id === 0 ? 'chat_id is empty' : 'chat not found');
  const room = id > 0 ? findPrivate(state, botId, id) : state.rooms.get(id);
  if (!room) throw bad('chat not found');
  if (room.migratedTo !== undefined) {
    throw bad('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: room.migratedTo });
  }
  return room;
}

function byName(state: State, name: string): number | undefined {
  if (name === '') throw bad('chat_id is empty');
  const id = name.startsWith('@') ? state.usernames.get(name.slice(1).toLowerCase()) : undefined;
  // A bot finds public chats by name, never people.
  return id !== undefined && id < 0 ? id : undefined;
}

/** A bot knows whom it has talked to or shares a chat with; everybody else does not exist for it. */
function findPrivate(state: State, botId: number, userId: number): Room | undefined {
  const account = state.accounts.get(userId);
  if (!account) return undefined;
  const met =
    account.started.has(botId) || state.privateRooms.has(`${botId}:${userId}`) || shareRoom(state, botId, userId);
  return met ? privateRoom(state, botId, userId) : undefined;
}

function shareRoom(state: State, botId: number, userId: number): boolean {
  for (const room of state.rooms.values()) if (room.bots.has(botId) && room.members.has(userId)) return true;
  return false;
}
