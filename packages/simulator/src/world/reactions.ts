import type { ReactionType } from '@grammyjs/types';
import { isAdmin, memberOf, visibleActor } from './members.ts';
import type { Post, Room } from './model.ts';
import { isGroup } from './rooms.ts';
import type { State } from './state.ts';

/** Sets someone's reactions to a message. Bots see those of people where they are administrators, and in private. */
export function setReaction(state: State, room: Room, post: Post, userId: number, reactions: ReactionType[]): void {
  post.reactions ??= new Map();
  const before = post.reactions.get(userId) ?? [];
  if (reactions.length > 0) post.reactions.set(userId, reactions);
  else post.reactions.delete(userId);
  state.emit({ type: 'reaction', room, post });
  if (state.account(userId).bot) return;
  const anonymous = visibleActor(state, room, userId) !== userId;
  for (const botId of room.bots) {
    if (isGroup(room) && !isAdmin(memberOf(state, room, botId))) continue;
    if (room.type === 'channel') continue;
    state.sendUpdate(botId, `reaction:${room.id}`, 'message_reaction', {
      chat: room.chat,
      message_id: post.message.message_id,
      date: state.clock.seconds(),
      old_reaction: before,
      new_reaction: reactions,
      ...(anonymous ? { actor_chat: room.chat } : { user: state.user(userId) }),
    });
  }
}
