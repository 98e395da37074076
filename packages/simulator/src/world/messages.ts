import type { InlineKeyboardMarkup, Message, MessageEntity, Update } from '@grammyjs/types';
import { keepLatest } from './keep.ts';
import { isAdmin, memberOf } from './members.ts';
import type { Post, Room } from './model.ts';
import { isGroup } from './rooms.ts';
import type { State } from './state.ts';

/** A message before the chat gives it number, date and place. */
export type Draft = Partial<Omit<Message, 'message_id' | 'date' | 'chat'>>;

/** A bot is told of these even when it caused them itself; of its other messages it is not. */
const TOLD_TO_THEIR_CAUSE = [
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'left_chat_member',
  'pinned_message',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
] as const satisfies readonly (keyof Message)[];

const SERVICE_KINDS = [
  ...TOLD_TO_THEIR_CAUSE,
  'new_chat_members',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'message_auto_delete_timer_changed',
  'video_chat_started',
  'video_chat_ended',
] as const satisfies readonly (keyof Message)[];

/** Whether the message tells of a happening instead of carrying content. */
export function isServiceMessage(message: Message): boolean {
  return SERVICE_KINDS.some((kind) => message[kind] !== undefined);
}

/** A message of the chat that is not deleted. */
export function findPost(room: Room, messageId: number): Post | undefined {
  const post = room.posts.get(messageId);
  return post && !post.deleted ? post : undefined;
}

/** A message as another one carries it: without its own reply. */
export function withoutReply(message: Message): NonNullable<Message['reply_to_message']> {
  const { reply_to_message: _, ...rest } = message;
  return rest as NonNullable<Message['reply_to_message']>;
}

/** Puts a message into the chat and tells its bots. */
export function post(state: State, room: Room, draft: Draft): Post {
  const ownNumbers = room.type === 'supergroup' || room.type === 'channel';
  const message_id = ownNumbers ? ++room.lastMessageId : state.next('message');
  room.lastMessageId = message_id;
  const message: Message = { message_id, date: state.clock.seconds(), chat: room.chat, ...draft };
  const added: Post = { message };
  room.posts.set(message_id, added);
  keepLatest(room.posts, state.keepMessages);
  state.emit({ type: 'message', room, post: added });
  tell(state, room, message);
  return added;
}

/** Replaces a message's content and keyboard and tells the chat's bots; an edited keyboard alone leaves no edit date. */
export function edit(
  state: State,
  room: Room,
  edited: Post,
  content: Draft | undefined,
  keyboard: InlineKeyboardMarkup | undefined,
): Message {
  const { reply_markup: _, ...rest } = edited.message;
  edited.message = {
    ...rest,
    ...content,
    ...(content ? { edit_date: state.clock.seconds() } : {}),
    ...(keyboard ? { reply_markup: keyboard } : {}),
  };
  state.emit({ type: 'edit', room, post: edited });
  if (content) tell(state, room, edited.message);
  return edited.message;
}

/** Takes a message away. Telegram tells bots nothing of it. */
export function remove(state: State, room: Room, removed: Post, by: number | undefined): void {
  removed.deleted = { by, at: state.clock.now() };
  room.pinned = room.pinned.filter((id) => id !== removed.message.message_id);
  state.emit({ type: 'delete', room, post: removed });
}

function tell(state: State, room: Room, message: Message): void {
  const fromBot = message.from?.is_bot === true && message.sender_chat === undefined;
  for (const botId of room.bots) {
    const own = message.from?.id === botId;
    if (fromBot && !own) continue;
    if (own && (isEdited(message) || TOLD_TO_THEIR_CAUSE.every((name) => message[name] === undefined))) continue;
    if (own || seenBy(state, room, message, botId)) sendTo(state, botId, `chat:${room.id}`, message);
  }
}

function sendTo(state: State, botId: number, lane: string, message: Message): void {
  if (isInChannel(message)) {
    if (isEdited(message)) state.sendUpdate(botId, lane, 'edited_channel_post', message);
    else state.sendUpdate(botId, lane, 'channel_post', message);
  } else if (isElsewhere(message)) {
    if (isEdited(message)) state.sendUpdate(botId, lane, 'edited_message', message);
    else state.sendUpdate(botId, lane, 'message', message);
  }
}

function isEdited<M extends Message>(message: M): message is M & Update.Edited {
  return message.edit_date !== undefined;
}

function isInChannel(message: Message): message is Message & Update.Channel {
  return message.chat.type === 'channel';
}

function isElsewhere(message: Message): message is Message & Update.NonChannel {
  return message.chat.type !== 'channel' && message.from !== undefined;
}

/** Privacy mode: without it, or as administrator, a bot sees all; else commands, replies, mentions, service messages. */
function seenBy(state: State, room: Room, message: Message, botId: number): boolean {
  const { bot, user } = state.account(botId);
  if (!bot?.privacy || !isGroup(room) || isAdmin(memberOf(state, room, botId))) return true;
  if (isServiceMessage(message) || message.reply_to_message?.from?.id === botId || message.via_bot?.id === botId)
    return true;
  const text = message.text ?? message.caption ?? '';
  const name = `@${user.username ?? ''}`.toLowerCase();
  return (message.entities ?? message.caption_entities ?? []).some((entity) => concerns(entity, text, name));
}

function concerns(entity: MessageEntity, text: string, name: string): boolean {
  const word = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
  if (entity.type === 'mention') return word === name;
  return entity.type === 'bot_command' && (!word.includes('@') || word.endsWith(name));
}
