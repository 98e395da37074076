import type { ChatPermissions, Message, ReactionTypeEmoji } from '@grammyjs/types';
import { Refused } from '../world/errors.ts';
import { join, requestJoin } from '../world/joining.ts';
import {
  changeMember,
  gone,
  hasRight,
  isAdmin,
  isIn,
  isUnrestricted,
  mayDo,
  memberOf,
  plainMember,
} from '../world/members.ts';
import { post as addPost, withoutReply } from '../world/messages.ts';
import type { Member, Post, Room, Topic } from '../world/model.ts';
import { setReaction } from '../world/reactions.ts';
import { type AdminRight, adminRights, allRights, impliedPermissions } from '../world/rights.ts';
import { changeChat, isGroup, privateRoom } from '../world/rooms.ts';
import { voice } from '../world/speaking.ts';
import type { State } from '../world/state.ts';
import { changeTopic, findTopic, setClosed } from '../world/topics.ts';

/** What an app checks before it lets a person manage a chat, and what then happens. */

/** Refuses unless the person has the right (or, for inviting and the like, the chat lets every member). */
export function mustHave(state: State, room: Room, userId: number, right: AdminRight): void {
  const member = memberOf(state, room, userId);
  if (hasRight(member, right)) return;
  const open = right === 'can_invite_users' || right === 'can_pin_messages' || right === 'can_change_info';
  if (!open || !isGroup(room) || !mayDo(room, member, right))
    throw new Refused('CHAT_ADMIN_REQUIRED', `Lacks ${right}`);
}

/** Whether this person is behind the message, also as channel or anonymous administrator of its own. */
export function wrote(room: Room, { message }: Post, userId: number): boolean {
  if (message.from?.id === userId) return true;
  return message.sender_chat !== undefined && room.members.get(userId)?.status === 'creator';
}

export function mustMayDelete(state: State, room: Room, post: Post, userId: number): void {
  if (room.type === 'private' || wrote(room, post, userId)) return;
  if (!hasRight(memberOf(state, room, userId), 'can_delete_messages')) throw new Refused('MESSAGE_DELETE_FORBIDDEN');
}

/** The callback data of a message's button, by its text or by the data itself. */
export function buttonData(message: Message, button: string): string {
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? [];
  for (const candidate of buttons) {
    if ('callback_data' in candidate && (candidate.text === button || candidate.callback_data === button)) {
      return candidate.callback_data;
    }
  }
  throw new Refused(
    'DATA_INVALID',
    `No button "${button}" among: ${buttons.map(({ text }) => text).join(', ') || 'none'}`,
  );
}

export function joinByItself(state: State, room: Room, userId: number, via?: string): void {
  const member = memberOf(state, room, userId);
  if (isIn(member)) throw new Refused('USER_ALREADY_PARTICIPANT');
  if (member.status === 'kicked') throw new Refused('USER_BANNED_IN_CHANNEL');
  const invite = via === undefined ? undefined : room.invites.get(via);
  const link = invite?.link;
  if (via !== undefined && (!invite || !link || link.is_revoked)) throw new Refused('INVITE_HASH_EXPIRED');
  if (link?.expire_date !== undefined && link.expire_date <= state.clock.seconds())
    throw new Refused('INVITE_HASH_EXPIRED');
  if (link?.member_limit !== undefined && (invite?.joined ?? 0) >= link.member_limit)
    throw new Refused('INVITE_HASH_EXPIRED');
  if (link?.creates_join_request || (!link && room.joinByRequest)) {
    requestJoin(state, room, userId, invite);
    return;
  }
  if (invite) invite.joined++;
  join(state, room, userId, userId, link ? { inviteLink: link } : {});
}

/** Stops a bot: it is told, and may not write any more. */
export function block(state: State, userId: number, botId: number): void {
  const account = state.account(userId);
  if (account.blocked.has(botId)) return;
  account.blocked.add(botId);
  const kicked: Member = { userId: botId, status: 'kicked', isMember: false, until: 0 };
  const room = privateRoom(state, botId, userId);
  changeMember(state, room, userId, kicked);
  room.bots.add(botId);
}

export function unblock(state: State, userId: number, botId: number): void {
  if (!state.account(userId).blocked.delete(botId)) return;
  changeMember(state, privateRoom(state, botId, userId), userId, plainMember(botId));
}

function mustOutrank(state: State, room: Room, actorId: number, targetId: number): Member {
  const target = memberOf(state, room, targetId);
  const actor = memberOf(state, room, actorId);
  if (target.status === 'creator') throw new Refused('USER_CREATOR');
  if (isAdmin(target) && actor.status !== 'creator' && target.promotedBy !== actorId)
    throw new Refused('USER_ADMIN_INVALID');
  return target;
}

export function unban(state: State, room: Room, actorId: number, userId: number): void {
  mustHave(state, room, actorId, 'can_restrict_members');
  const member = memberOf(state, room, userId);
  if (member.status === 'kicked') changeMember(state, room, actorId, gone(userId));
}

export function restrict(
  state: State,
  room: Room,
  actorId: number,
  userId: number,
  asked: ChatPermissions,
  until: number,
): void {
  mustHave(state, room, actorId, 'can_restrict_members');
  const target = mustOutrank(state, room, actorId, userId);
  const permissions = impliedPermissions(asked, true);
  const { isMember } = target;
  const next: Member = isUnrestricted(permissions)
    ? { userId, status: isMember ? 'member' : 'left', isMember, until: 0 }
    : { userId, status: 'restricted', isMember, permissions, until };
  changeMember(state, room, actorId, next);
}

export function promote(
  state: State,
  room: Room,
  actorId: number,
  userId: number,
  rights: readonly AdminRight[] | 'all',
  title?: string,
): void {
  mustHave(state, room, actorId, 'can_promote_members');
  const target = mustOutrank(state, room, actorId, userId);
  if (rights.length === 0) {
    changeMember(state, room, actorId, { ...plainMember(userId), isMember: isIn(target) });
    return;
  }
  if (!isIn(target)) join(state, room, userId, actorId);
  const granted =
    rights === 'all' ? allRights : adminRights((name) => name === 'can_manage_chat' || rights.includes(name));
  const next: Member = {
    userId,
    status: 'administrator',
    isMember: true,
    until: 0,
    rights: granted,
    promotedBy: actorId,
  };
  changeMember(state, room, actorId, title ? { ...next, title } : next);
}

export function pin(state: State, room: Room, pinned: Post, actorId: number): void {
  if (room.type !== 'private')
    mustHave(state, room, actorId, room.type === 'channel' ? 'can_edit_messages' : 'can_pin_messages');
  room.pinned = [pinned.message.message_id, ...room.pinned.filter((id) => id !== pinned.message.message_id)];
  addPost(state, room, { ...voice(state, room, actorId), pinned_message: withoutReply(pinned.message) });
}

export function rename(state: State, room: Room, actorId: number, title: string): void {
  mustHave(state, room, actorId, 'can_change_info');
  changeChat(state, room, { title });
  addPost(state, room, { ...voice(state, room, actorId), new_chat_title: title });
}

function managedTopic(state: State, forum: Room, actorId: number, id: number): Topic {
  mustHave(state, forum, actorId, 'can_manage_topics');
  const topic = findTopic(forum, id);
  if (!topic) throw new Refused('TOPIC_ID_INVALID', `There is no topic ${id}`);
  return topic;
}

export function closeTopic(state: State, forum: Room, actorId: number, id: number, closed: boolean): void {
  const topic = managedTopic(state, forum, actorId, id);
  if (!setClosed(state, forum, topic, voice(state, forum, actorId), closed)) throw new Refused('TOPIC_NOT_MODIFIED');
}

export function renameTopic(state: State, forum: Room, actorId: number, id: number, name: string): void {
  const topic = managedTopic(state, forum, actorId, id);
  if (name === '' || topic.topic.name === name) throw new Refused('TOPIC_NOT_MODIFIED');
  changeTopic(state, forum, topic, voice(state, forum, actorId), { name });
}

export function react(
  state: State,
  room: Room,
  post: Post,
  userId: number,
  emoji: readonly ReactionTypeEmoji['emoji'][],
): void {
  if (isGroup(room) && !mayDo(room, memberOf(state, room, userId), 'can_react_to_messages'))
    throw new Refused('CHAT_WRITE_FORBIDDEN');
  setReaction(
    state,
    room,
    post,
    userId,
    emoji.map((one) => ({ type: 'emoji', emoji: one })),
  );
}
