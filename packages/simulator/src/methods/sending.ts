import type { Message, ReplyParameters } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { hasRight, memberOf } from '../world/members.ts';
import { type Draft, findPost } from '../world/messages.ts';
import type { Post, Room } from '../world/model.ts';
import { forwardOrigin, placed, publish } from '../world/speaking.ts';
import { mustMayWrite, roomFor } from './access.ts';
import type { Call } from './call.ts';
import { inlineKeyboard, type Markup, replyKeyboard } from './keyboard.ts';

/** What every method that sends takes, whatever the content. */
export interface SendParams {
  chat_id: number | string;
  message_thread_id?: number;
  reply_parameters?: ReplyParameters;
  reply_markup?: Markup;
  protect_content?: boolean;
  message_effect_id?: string;
}

/** Sends content as the bot, or refuses as Telegram does. */
export function send(call: Call, params: SendParams, content: Draft): Message {
  const { state, botId } = call;
  const room = roomFor(call, params.chat_id);
  mustMayWrite(call, room, content);
  const topicId = topicFor(call, room, params.message_thread_id);
  const reply = repliedTo(call, room, params.reply_parameters);
  const keyboard = inlineKeyboard(params.reply_markup);
  const draft: Draft = {
    ...(room.type === 'channel' ? { sender_chat: room.chat } : { from: state.user(botId) }),
    ...placed(room, topicId, reply.post, params.reply_parameters?.quote),
    ...reply.external,
    ...content,
    ...(params.protect_content ? { has_protected_content: true as const } : {}),
    ...(keyboard ? { reply_markup: keyboard } : {}),
    ...(params.message_effect_id && room.type === 'private' ? { effect_id: params.message_effect_id } : {}),
  };
  const sent = publish(state, room, draft);
  const below = replyKeyboard(params.reply_markup);
  if (below) sent.keyboard = below;
  return sent.message;
}

/** The topic a call names; a closed one takes nothing from those who do not manage topics. */
function topicFor({ state, botId }: Call, room: Room, threadId: number | undefined): number | undefined {
  if (!threadId) return undefined;
  const topic = room.topics.get(threadId);
  if (!topic && !(room.type === 'supergroup' && !room.chat.is_forum && room.posts.has(threadId))) {
    throw bad('message thread not found');
  }
  if (topic?.closed && !hasRight(memberOf(state, room, botId), 'can_manage_topics')) throw bad('TOPIC_CLOSED');
  return threadId;
}

/** The message replied to: in the same chat, or in another one as an external reply. */
function repliedTo(call: Call, room: Room, asked: ReplyParameters | undefined): { post?: Post; external?: Draft } {
  if (asked?.message_id === undefined) return {};
  const other = asked.chat_id === undefined ? room : roomFor(call, asked.chat_id);
  const post = findPost(other, asked.message_id);
  if (!post) {
    if (asked.allow_sending_without_reply) return {};
    throw bad('message to be replied not found');
  }
  if (asked.quote !== undefined && !(post.message.text ?? post.message.caption ?? '').includes(asked.quote)) {
    throw bad('QUOTE_TEXT_INVALID');
  }
  if (other === room) return { post };
  return {
    external: { external_reply: { origin: forwardOrigin(post), chat: other.chat, message_id: asked.message_id } },
  };
}
