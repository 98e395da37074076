import type { InlineKeyboardMarkup, Message } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { hasRight, memberOf } from '../world/members.ts';
import { type Draft, edit, isServiceMessage } from '../world/messages.ts';
import type { Post, Room } from '../world/model.ts';
import { postIn, roomFor } from './access.ts';
import type { Call, Family } from './call.ts';
import { caption, messageText } from './formatting.ts';
import { inlineKeyboard } from './keyboard.ts';
import { attachedMedia } from './media.ts';

interface Target {
  chat_id?: number | string;
  message_id?: number;
  inline_message_id?: string;
  reply_markup?: InlineKeyboardMarkup;
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** The message to edit, which the bot may edit. */
export function editable(call: Call, params: Target): { room: Room; post: Post } {
  if (params.chat_id === undefined)
    throw bad(params.inline_message_id ? 'MESSAGE_ID_INVALID' : 'message identifier is not specified');
  const room = roomFor(call, params.chat_id);
  const post = postIn(room, params.message_id, 'message to edit not found');
  const mine = post.message.from?.id === call.botId || post.message.via_bot?.id === call.botId;
  const asAdmin = room.type === 'channel' && hasRight(memberOf(call.state, room, call.botId), 'can_edit_messages');
  const own = room.type === 'channel' && post.message.sender_chat?.id === room.id;
  if (!(mine || own || asAdmin) || isServiceMessage(post.message)) throw bad("message can't be edited");
  return { room, post };
}

/** Replaces content and keyboard; refuses an edit that changes nothing. */
export function change(call: Call, params: Target, content: (post: Post) => Draft | undefined): Message {
  const { room, post } = editable(call, params);
  const draft = content(post);
  const keyboard = inlineKeyboard(params.reply_markup);
  if (isSame(post.message, draft, keyboard)) throw bad(NOT_MODIFIED);
  return edit(call.state, room, post, draft, keyboard);
}

function isSame(message: Message, draft: Draft | undefined, keyboard: InlineKeyboardMarkup | undefined): boolean {
  const kept = (key: keyof Draft): boolean =>
    JSON.stringify(emptyAsNone(message[key])) === JSON.stringify(emptyAsNone(draft?.[key]));
  const sameContent = !draft || (Object.keys(draft) as (keyof Draft)[]).every(kept);
  return sameContent && JSON.stringify(message.reply_markup) === JSON.stringify(keyboard);
}

function emptyAsNone(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

export const editing: Family = {
  editMessageText: (call, params) =>
    change(call, params, ({ message }) => {
      if (message.text === undefined) throw bad('there is no text in the message to edit');
      return messageText(call, params.text, params.parse_mode, params.entities);
    }),

  editMessageCaption: (call, params) =>
    change(call, params, ({ message }) => {
      if (message.text !== undefined) throw bad('there is no caption in the message to edit');
      return { caption: '', caption_entities: [], ...caption(call, params) };
    }),

  editMessageMedia: (call, params) =>
    change(call, params, ({ message }) => {
      if (message.text !== undefined) throw bad('there is no media in the message to edit');
      return attachedMedia(call, params.media);
    }),

  editMessageReplyMarkup: (call, params) => change(call, params, () => undefined),

  editMessageLiveLocation: (call, params) =>
    change(call, params, ({ message }) => {
      if (!message.location?.live_period) throw bad("message can't be edited");
      return { location: { ...message.location, latitude: params.latitude, longitude: params.longitude } };
    }),

  stopMessageLiveLocation: (call, params) =>
    change(call, params, ({ message }) => {
      if (!message.location?.live_period) throw bad("message can't be edited");
      return { location: { latitude: message.location.latitude, longitude: message.location.longitude } };
    }),
};
