import { bad, forbidden } from '../world/errors.ts';
import { contentNeeds } from '../world/media.ts';
import { hasRight, isAdmin, isIn, mayDo, memberOf } from '../world/members.ts';
import { type Draft, findPost } from '../world/messages.ts';
import type { Member, Post, Room } from '../world/model.ts';
import type { AdminRight } from '../world/rights.ts';
import { findRoom, isGroup } from '../world/rooms.ts';
import type { Call } from './call.ts';

/** The chat a call names, readable for the bot. */
export function roomFor({ state, botId }: Call, chatId: number | string): Room {
  const room = findRoom(state, botId, chatId);
  if (room.type === 'private') return room;
  const me = memberOf(state, room, botId);
  if (me.status === 'kicked') throw forbidden(`bot was kicked from the ${room.type} chat`);
  if (!isIn(me) && room.chat.username === undefined) {
    if (room.type === 'group') throw forbidden('bot is not a member of the group chat');
    throw me.status === 'left' && !room.members.has(botId)
      ? bad('chat not found')
      : forbidden(`bot is not a member of the ${room.type} chat`);
  }
  return room;
}

/** The bot's own place in the chat; refuses when it is not in it. */
export function meIn({ state, botId }: Call, room: Room): Member {
  const me = memberOf(state, room, botId);
  if (!isIn(me)) throw forbidden(`bot is not a member of the ${room.type} chat`);
  return me;
}

/** A group or channel the bot is in: what managing members and invitations works on. */
export function chatFor(call: Call, chatId: number | string): { room: Room; me: Member } {
  const room = roomFor(call, chatId);
  if (room.type === 'private') throw bad("chat member status can't be changed in private chats");
  return { room, me: meIn(call, room) };
}

/** Refuses unless the bot has the right. `text` completes "not enough rights …". */
export function need(me: Member, right: AdminRight, text: string): void {
  if (!hasRight(me, right)) throw bad(`not enough rights${text ? ` ${text}` : ''}`);
}

/** A supergroup the bot is in, for methods that exist there only. */
export function supergroupFor(call: Call, chatId: number | string): { room: Room; me: Member } {
  const found = chatFor(call, chatId);
  if (found.room.type !== 'supergroup') throw bad('method is available only for supergroups');
  return found;
}

/** Refuses what the bot may not send here, in Telegram's words. */
export function mustMayWrite(call: Call, room: Room, draft: Draft): void {
  const { state, botId } = call;
  if (room.type === 'private') {
    const other = state.account(room.id);
    if (other.user.is_bot) throw forbidden("bot can't send messages to bots");
    if (other.blocked.has(botId)) throw forbidden('bot was blocked by the user');
    if (!other.started.has(botId)) throw forbidden("bot can't initiate conversation with a user");
    return;
  }
  const me = meIn(call, room);
  if (room.type === 'channel') {
    if (!isAdmin(me)) throw bad('need administrator rights in the channel chat');
    need(me, 'can_post_messages', 'to post messages in the channel chat');
    return;
  }
  const { permission, name } = contentNeeds(draft);
  if (isGroup(room) && !mayDo(room, me, permission)) throw bad(`not enough rights to send ${name} to the chat`);
}

/** A message of the chat by number. */
export function postIn(room: Room, messageId: number | undefined, missing: string): Post {
  if (!messageId) throw bad('message identifier is not specified');
  const post = findPost(room, messageId);
  if (!post) throw bad(missing);
  return post;
}

/** A user a call names. */
export function userFor({ state }: Call, userId: number): number {
  if (!Number.isSafeInteger(userId) || userId <= 0) throw bad('invalid user_id specified');
  if (!state.accounts.has(userId)) throw bad('PARTICIPANT_ID_INVALID');
  return userId;
}
