import type { Message } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { type Draft, findPost, isServiceMessage } from '../world/messages.ts';
import type { Post, Room } from '../world/model.ts';
import { contentOf, forwardOrigin } from '../world/speaking.ts';
import { postIn, roomFor } from './access.ts';
import type { Call, Family } from './call.ts';
import { caption } from './formatting.ts';
import { type SendParams, send } from './sending.ts';

interface Several extends SendParams {
  from_chat_id: number | string;
  message_ids: readonly number[];
}

function mayLeave(room: Room, post: Post): boolean {
  return !isServiceMessage(post.message) && !room.protectedContent && !post.message.has_protected_content;
}

function forward(call: Call, params: SendParams, post: Post): Message {
  return send(call, params, { ...contentOf(post.message), forward_origin: forwardOrigin(post) });
}

function copy(call: Call, params: SendParams, post: Post, changed: Draft = {}): { message_id: number } {
  return { message_id: send(call, params, { ...contentOf(post.message), ...changed }).message_id };
}

/** Those of the messages that are there and may be taken along; gone ones are skipped. */
function takeable(call: Call, params: Several, what: string): Post[] {
  const source = roomFor(call, params.from_chat_id);
  const found = params.message_ids.flatMap((id) => findPost(source, id) ?? []).filter((post) => mayLeave(source, post));
  if (found.length === 0) throw bad(`there are no messages to ${what}`);
  return found;
}

export const forwarding: Family = {
  forwardMessage(call, params) {
    const source = roomFor(call, params.from_chat_id);
    const post = postIn(source, params.message_id, 'message to forward not found');
    if (!mayLeave(source, post)) throw bad("the message can't be forwarded");
    return forward(call, params, post);
  },

  forwardMessages(call, params) {
    return takeable(call, params, 'forward').map((post) => ({ message_id: forward(call, params, post).message_id }));
  },

  copyMessage(call, params) {
    const source = roomFor(call, params.from_chat_id);
    const post = postIn(source, params.message_id, 'message to copy not found');
    if (!mayLeave(source, post)) throw bad("the message can't be copied");
    const { caption: _, caption_entities: __, ...rest } = params;
    const changed = params.caption === undefined ? {} : { caption: '', caption_entities: [], ...caption(call, params) };
    return copy(call, rest, post, changed);
  },

  copyMessages(call, params) {
    return takeable(call, params, 'copy').map((post) => copy(call, params, post));
  },
};
