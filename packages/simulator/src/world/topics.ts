import type { ForumTopic } from '@grammyjs/types';
import { type Draft, post } from './messages.ts';
import type { Room, Topic } from './model.ts';
import type { State } from './state.ts';

/** The General topic has number 1, but its messages carry none. */
export const GENERAL = 1;

/** Colours a topic's icon can have. */
export const ICON_COLOURS = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f] as const;

/** Opens a topic with its service message, whose number is the topic's. */
export function createTopic(
  state: State,
  room: Room,
  sender: Draft,
  about: Omit<ForumTopic, 'message_thread_id'>,
): Topic {
  // The service message belongs to the topic it opens: its number is the thread's.
  const message_thread_id = room.lastMessageId + 1;
  post(state, room, { ...sender, message_thread_id, is_topic_message: true, forum_topic_created: about });
  const topic: Topic = { topic: { message_thread_id, ...about }, closed: false, hidden: false };
  room.topics.set(message_thread_id, topic);
  state.emit({ type: 'chat', room });
  return topic;
}

/** The General topic of a forum. */
export function generalTopic(room: Room): Topic {
  let general = room.topics.get(GENERAL);
  if (!general) {
    general = {
      topic: { message_thread_id: GENERAL, name: 'General', icon_color: ICON_COLOURS[0] },
      closed: false,
      hidden: false,
    };
    room.topics.set(GENERAL, general);
  }
  return general;
}

/** A topic by number, General included. */
export function findTopic(room: Room, id: number): Topic | undefined {
  return id === GENERAL && room.chat.is_forum ? generalTopic(room) : room.topics.get(id);
}

/** Closes or reopens a topic and says so in it; false when it was that way already. */
export function setClosed(state: State, room: Room, topic: Topic, sender: Draft, closed: boolean): boolean {
  if (topic.closed === closed) return false;
  topic.closed = closed;
  announceInTopic(state, room, topic, {
    ...sender,
    ...(closed ? { forum_topic_closed: {} } : { forum_topic_reopened: {} }),
  });
  return true;
}

/** Gives a topic another name or icon and says so in it. */
export function changeTopic(
  state: State,
  room: Room,
  topic: Topic,
  sender: Draft,
  change: Partial<Pick<ForumTopic, 'name' | 'icon_custom_emoji_id'>>,
): void {
  topic.topic = { ...topic.topic, ...change };
  announceInTopic(state, room, topic, { ...sender, forum_topic_edited: change });
}

/** Announces something that happened to a topic, inside it. */
export function announceInTopic(state: State, room: Room, topic: Topic, draft: Draft): void {
  const { message_thread_id: id } = topic.topic;
  const place: Draft = id === GENERAL ? {} : { message_thread_id: id, is_topic_message: true };
  post(state, room, { ...place, ...draft });
  state.emit({ type: 'chat', room });
}
