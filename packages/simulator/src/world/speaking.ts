import type { Message } from '@grammyjs/types';
import { Refused } from './errors.ts';
import { contentNeeds } from './media.ts';
import { hasRight, isAdmin, isIn, mayDo, memberOf } from './members.ts';
import { type Draft, post, withoutReply } from './messages.ts';
import type { Post, Room } from './model.ts';
import { isGroup, titleOf } from './rooms.ts';
import { ANONYMOUS_ADMIN_ID, CHANNEL_SENDER_ID, SERVICE_ID, type State } from './state.ts';

/** Who a message is from, as others see it: oneself, the group (anonymous administrators) or a channel. */
export function voice(state: State, room: Room, userId: number, as?: Room): Draft {
  const member = memberOf(state, room, userId);
  if (room.type === 'channel') return { sender_chat: room.chat };
  if (as) return { from: state.user(CHANNEL_SENDER_ID), sender_chat: as.chat };
  if (room.type === 'supergroup' && isAdmin(member) && member.rights?.is_anonymous) {
    const signature = member.title ? { author_signature: member.title } : {};
    return { from: state.user(ANONYMOUS_ADMIN_ID), sender_chat: room.chat, ...signature };
  }
  const tag = member.title ?? member.tag;
  return { from: state.user(userId), ...(tag && room.type === 'supergroup' ? { sender_tag: tag } : {}) };
}

/** Throws what a Telegram app would show when a person may not send this here. */
export function mustMaySend(state: State, room: Room, userId: number, draft: Draft, as?: Room): void {
  if (room.type === 'private') {
    if (room.botId !== undefined && state.account(userId).blocked.has(room.botId))
      throw new Refused('YOU_BLOCKED_USER');
    return;
  }
  const member = memberOf(state, room, userId);
  if (room.migratedTo !== undefined) throw new Refused('CHANNEL_PRIVATE', 'The group became a supergroup');
  if (member.status === 'kicked') throw new Refused('USER_BANNED_IN_CHANNEL');
  if (!isIn(member)) throw new Refused('CHAT_WRITE_FORBIDDEN', 'Not a member of the chat');
  if (as && room.bannedSenders.has(as.id)) throw new Refused('USER_BANNED_IN_CHANNEL', `${titleOf(as)} is banned here`);
  if (room.type === 'channel' && !hasRight(member, 'can_post_messages')) throw new Refused('CHAT_ADMIN_REQUIRED');
  if (isGroup(room) && !mayDo(room, member, contentNeeds(draft).permission)) {
    throw new Refused('CHAT_WRITE_FORBIDDEN', `May not send ${contentNeeds(draft).name} here`);
  }
  mustWaitNoLonger(state, room, userId, isAdmin(member));
  const topic = draft.message_thread_id === undefined ? undefined : room.topics.get(draft.message_thread_id);
  if (topic?.closed && !hasRight(member, 'can_manage_topics')) throw new Refused('TOPIC_CLOSED');
}

function mustWaitNoLonger(state: State, room: Room, userId: number, exempt: boolean): void {
  if (room.slowModeDelay === 0 || exempt) return;
  const now = state.clock.seconds();
  const wait = (room.lastSaid.get(userId) ?? 0) + room.slowModeDelay - now;
  if (wait > 0) throw new Refused(`SLOWMODE_WAIT_${wait}`);
  room.lastSaid.set(userId, now);
}

/** What a message says about its place: the topic, the message it replies to, the thread of that. */
export function placed(room: Room, topicId: number | undefined, replyTo: Post | undefined, quote?: string): Draft {
  const draft: Draft = {};
  const topic = topicId === undefined ? undefined : room.topics.get(topicId);
  if (topic) {
    draft.message_thread_id = topic.topic.message_thread_id;
    draft.is_topic_message = true;
    const opener = room.posts.get(topic.topic.message_thread_id);
    if (!replyTo && opener) draft.reply_to_message = withoutReply(opener.message);
  }
  if (!replyTo) return draft;
  const { message } = replyTo;
  draft.reply_to_message = withoutReply(message);
  if (!topic && room.type === 'supergroup') {
    const thread = message.message_thread_id ?? message.message_id;
    draft.message_thread_id = thread;
    if (message.is_topic_message) draft.is_topic_message = true;
  }
  const text = message.text ?? message.caption ?? '';
  if (quote !== undefined && text.includes(quote)) {
    draft.quote = { text: quote, position: text.indexOf(quote), is_manual: true };
  }
  return draft;
}

/** Posts in a channel and, as Telegram does, into its discussion group. */
export function publish(state: State, room: Room, draft: Draft): Post {
  const published = post(state, room, draft);
  const group = room.type === 'channel' && room.linkedId !== undefined ? state.rooms.get(room.linkedId) : undefined;
  if (group) {
    const { reply_to_message: _, reply_markup: __, author_signature: signature, ...content } = draft;
    post(state, group, {
      ...content,
      from: state.user(SERVICE_ID),
      sender_chat: room.chat,
      is_automatic_forward: true,
      forward_origin: forwardOrigin(published, signature),
    });
  }
  return published;
}

/** Where a forwarded message came from. */
export function forwardOrigin({ message }: Post, signature?: string): NonNullable<Draft['forward_origin']> {
  const { date, forward_origin: earlier, sender_chat, from, chat } = message;
  if (earlier) return earlier;
  const signed = signature ? { author_signature: signature } : {};
  if (chat.type === 'channel') return { type: 'channel', date, chat, message_id: message.message_id, ...signed };
  if (sender_chat) return { type: 'chat', date, sender_chat, ...signed };
  if (from) return { type: 'user', date, sender_user: from };
  return { type: 'hidden_user', date, sender_user_name: 'Unknown' };
}

/** What a forward or copy takes along. */
export function contentOf(message: Message): Draft {
  const {
    message_id: _id,
    date: _date,
    chat: _chat,
    from: _from,
    sender_chat: _sender,
    sender_tag: _tag,
    author_signature: _signature,
    reply_to_message: _reply,
    message_thread_id: _thread,
    is_topic_message: _topic,
    edit_date: _edited,
    is_automatic_forward: _automatic,
    forward_origin: _origin,
    reply_markup: _keyboard,
    quote: _quote,
    external_reply: _external,
    via_bot: _via,
    ...content
  } = message;
  return content;
}
