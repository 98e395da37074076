import { bad } from '../world/errors.ts';
import { hasRight } from '../world/members.ts';
import { type Draft, remove } from '../world/messages.ts';
import type { Room, Topic } from '../world/model.ts';
import { announceInTopic, changeTopic, createTopic, generalTopic, ICON_COLOURS, setClosed } from '../world/topics.ts';
import { supergroupFor } from './access.ts';
import type { Call, Family } from './call.ts';

/** A forum whose topics the bot may manage. */
function forumFor(call: Call, chatId: number | string): Room {
  const { room, me } = supergroupFor(call, chatId);
  if (!room.chat.is_forum) throw bad('the chat is not a forum');
  if (!hasRight(me, 'can_manage_topics')) throw bad('not enough rights to manage topics');
  return room;
}

function topicIn(room: Room, id: number): Topic {
  const topic = room.topics.get(id);
  if (!topic) throw bad('message thread not found');
  return topic;
}

function from({ state, botId }: Call): Draft {
  return { from: state.user(botId) };
}

function close(call: Call, room: Room, topic: Topic, closed: boolean): true {
  if (!setClosed(call.state, room, topic, from(call), closed)) throw bad('TOPIC_NOT_MODIFIED');
  return true;
}

function setHidden(call: Call, room: Room, hidden: boolean): true {
  const general = generalTopic(room);
  if (general.hidden === hidden) throw bad('TOPIC_NOT_MODIFIED');
  general.hidden = hidden;
  const said = hidden ? { general_forum_topic_hidden: {} } : { general_forum_topic_unhidden: {} };
  announceInTopic(call.state, room, general, { ...from(call), ...said });
  return true;
}

/** Unpins what is pinned in one topic. */
function unpin(room: Room, inTopic: (threadId: number | undefined) => boolean): true {
  room.pinned = room.pinned.filter((id) => !inTopic(room.posts.get(id)?.message.message_thread_id));
  return true;
}

export const topics: Family = {
  createForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    if (params.name.length > 128) throw bad('TOPIC_TITLE_TOO_LONG');
    const { icon_custom_emoji_id: emoji } = params;
    const icon_color = params.icon_color ?? ICON_COLOURS[0];
    return createTopic(call.state, room, from(call), {
      name: params.name,
      icon_color,
      ...(emoji ? { icon_custom_emoji_id: emoji } : {}),
    }).topic;
  },

  editForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    const entry = topicIn(room, params.message_thread_id);
    const { name, icon_custom_emoji_id: emoji } = params;
    const changed = { ...(name ? { name } : {}), ...(emoji ? { icon_custom_emoji_id: emoji } : {}) };
    if (Object.keys(changed).length === 0 || name === entry.topic.name) throw bad('TOPIC_NOT_MODIFIED');
    changeTopic(call.state, room, entry, from(call), changed);
    return true;
  },

  closeForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    return close(call, room, topicIn(room, params.message_thread_id), true);
  },

  reopenForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    return close(call, room, topicIn(room, params.message_thread_id), false);
  },

  deleteForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    topicIn(room, params.message_thread_id);
    room.topics.delete(params.message_thread_id);
    for (const post of room.posts.values()) {
      if (post.message.message_thread_id === params.message_thread_id && !post.deleted)
        remove(call.state, room, post, call.botId);
    }
    return true;
  },

  unpinAllForumTopicMessages(call, params) {
    const room = forumFor(call, params.chat_id);
    topicIn(room, params.message_thread_id);
    return unpin(room, (id) => id === params.message_thread_id);
  },

  editGeneralForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    const general = generalTopic(room);
    if (general.topic.name === params.name) throw bad('TOPIC_NOT_MODIFIED');
    changeTopic(call.state, room, general, from(call), { name: params.name });
    return true;
  },

  closeGeneralForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    return close(call, room, generalTopic(room), true);
  },

  reopenGeneralForumTopic(call, params) {
    const room = forumFor(call, params.chat_id);
    return close(call, room, generalTopic(room), false);
  },

  hideGeneralForumTopic: (call, params) => setHidden(call, forumFor(call, params.chat_id), true),
  unhideGeneralForumTopic: (call, params) => setHidden(call, forumFor(call, params.chat_id), false),

  unpinAllGeneralForumTopicMessages: (call, params) => unpin(forumFor(call, params.chat_id), (id) => id === undefined),
};
