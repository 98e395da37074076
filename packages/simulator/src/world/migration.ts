import { changeMember, isIn } from './members.ts';
import { post } from './messages.ts';
import type { Room } from './model.ts';
import { createRoom, titleOf } from './rooms.ts';
import type { State } from './state.ts';

/** Turns a basic group into a supergroup: a new chat with the same people; the old one only points to it. */
export function migrate(state: State, group: Room, actorId: number): Room {
  const supergroup = createRoom(state, { type: 'supergroup', title: titleOf(group) });
  supergroup.permissions = group.permissions;
  for (const member of group.members.values()) {
    if (!isIn(member)) continue;
    if (state.account(member.userId).bot) changeMember(state, supergroup, actorId, member);
    else supergroup.members.set(member.userId, member);
  }
  const from = state.user(actorId);
  post(state, group, { from, migrate_to_chat_id: supergroup.id });
  group.migratedTo = supergroup.id;
  post(state, supergroup, { from, sender_chat: supergroup.chat, migrate_from_chat_id: group.id });
  state.emit({ type: 'chat', room: group });
  return supergroup;
}
