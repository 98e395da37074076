import type { Event, MembershipChange } from '@alita/kit';
import { idIn, isId, isRaw, type Raw, textOf } from './raw.ts';
import { dateOf, readMessage } from './read-message.ts';
import { readChat, readPerson } from './read-people.ts';

/** How each kind of update that modules can watch is read. */
const READERS: Readonly<Record<string, (body: Raw) => Event | undefined>> = {
  message: (body) => readMigration(body) ?? messageEvent('message', body),
  edited_message: (body) => messageEvent('edit', body),
  channel_post: (body) => messageEvent('channelPost', body),
  callback_query: readPress,
  chat_member: (body) => memberEvent('member', body),
  my_chat_member: (body) => memberEvent('me', body),
  chat_join_request: readJoinRequest,
};

/** One update, read once; `undefined` for kinds nobody watches and for what makes no sense. Never throws. */
export function readUpdate(update: unknown): Event | undefined {
  if (!isRaw(update)) return undefined;
  for (const kind in update) {
    const body = update[kind];
    if (kind !== 'update_id') return isRaw(body) && Object.hasOwn(READERS, kind) ? READERS[kind]?.(body) : undefined;
  }
  return undefined;
}

function messageEvent(kind: 'message' | 'edit' | 'channelPost', body: Raw): Event | undefined {
  const message = readMessage(body);
  return message && { kind, chat: message.chat, on: message };
}

/** Told twice, by a service message in the old group and one in the new; both say the same here. */
function readMigration(body: Raw): Event | undefined {
  const { migrate_to_chat_id: to, migrate_from_chat_id: from } = body;
  if (to === undefined && from === undefined) return undefined;
  const chat = readChat(body.chat);
  const date = dateOf(body.date);
  if (chat && isId(to)) return { kind: 'migration', chat, on: { from: chat.id, to, date } };
  if (chat && isId(from)) return { kind: 'migration', chat, on: { from, to: chat.id, date } };
  return undefined;
}

/** Under messages sent in inline mode there is no chat, and no feature of ours. */
function readPress(body: Raw): Event | undefined {
  const actor = readPerson(body.from);
  const id = textOf(body.id);
  const data = textOf(body.data);
  const under = isRaw(body.message) ? body.message : {};
  const chat = readChat(under.chat);
  if (!actor || !chat || id === undefined || data === undefined) return undefined;
  // A message Telegram no longer shows comes with date 0 and nothing but its id.
  const message = under.date === 0 ? undefined : readMessage(under);
  const messageId = isId(under.message_id) ? under.message_id : undefined;
  return { kind: 'press', chat, on: { id, actor, chat, messageId, message, data } };
}

function memberEvent(kind: 'member' | 'me', body: Raw): Event | undefined {
  const chat = readChat(body.chat);
  const actor = readPerson(body.from);
  const before = standing(body.old_chat_member);
  const after = standing(body.new_chat_member);
  const member = isRaw(body.new_chat_member) ? readPerson(body.new_chat_member.user) : undefined;
  if (!chat || !actor || !member || !before || !after) return undefined;
  return { kind, chat, on: { chat, actor, member, before, after, date: dateOf(body.date), raw: body } };
}

const INSIDE = new Set(['creator', 'administrator', 'member']);

function standing(raw: unknown): MembershipChange['after'] | undefined {
  if (!isRaw(raw) || idIn(raw.user) === undefined || typeof raw.status !== 'string') return undefined;
  return { status: raw.status, isMember: INSIDE.has(raw.status) || raw.is_member === true };
}

function readJoinRequest(body: Raw): Event | undefined {
  const chat = readChat(body.chat);
  const person = readPerson(body.from);
  return chat && person && { kind: 'joinRequest', chat, on: { chat, person, date: dateOf(body.date), raw: body } };
}
