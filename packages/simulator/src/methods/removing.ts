import { bad } from '../world/errors.ts';
import { hasRight, memberOf } from '../world/members.ts';
import { findPost, isServiceMessage, remove } from '../world/messages.ts';
import type { Post, Room } from '../world/model.ts';
import { postIn, roomFor } from './access.ts';
import type { Call, Family } from './call.ts';

const TWO_DAYS_S = 48 * 3600;
const DAY_S = 24 * 3600;

/** Whether the bot may delete the message: its age, its author and the bot's rights decide. */
function mayDelete({ state, botId }: Call, room: Room, { message }: Post): boolean {
  const age = state.clock.seconds() - message.date;
  if (message.dice && room.type === 'private' && age < DAY_S) return false;
  if (message.supergroup_chat_created || message.channel_chat_created) return false;
  const me = memberOf(state, room, botId);
  const mine = message.from?.id === botId;
  if (room.type === 'private') return age <= TWO_DAYS_S;
  if (room.type === 'channel') {
    return (
      hasRight(me, 'can_delete_messages') ||
      (hasRight(me, 'can_post_messages') && message.sender_chat?.id === room.id && age <= TWO_DAYS_S)
    );
  }
  // An administrator's right to delete has no time limit; one's own messages can be taken back for two days.
  if (hasRight(me, 'can_delete_messages')) return true;
  return mine && !isServiceMessage(message) && age <= TWO_DAYS_S;
}

export const removing: Family = {
  deleteMessage(call, params) {
    const room = roomFor(call, params.chat_id);
    const post = postIn(room, params.message_id, 'message to delete not found');
    if (!mayDelete(call, room, post)) throw bad("message can't be deleted for everyone");
    remove(call.state, room, post, call.botId);
    return true;
  },

  deleteMessages(call, params) {
    const room = roomFor(call, params.chat_id);
    const { message_ids: ids } = params;
    if (ids.length === 0) throw bad('message identifiers are not specified');
    if (ids.length > 100) throw bad('too many message identifiers specified');
    // Messages that are gone are skipped; one that may not be deleted fails the call.
    const posts = ids.flatMap((id) => findPost(room, id) ?? []);
    if (posts.some((post) => !mayDelete(call, room, post))) throw bad("message can't be deleted for everyone");
    for (const post of posts) remove(call.state, room, post, call.botId);
    return true;
  },
};
