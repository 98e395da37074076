import type { ChatInviteLink, ChatMember, ChatMemberUpdated } from '@grammyjs/types';
import type { Member, Room } from './model.ts';
import {
  type AdminRight,
  allRights,
  defaultPermissions,
  type Permission,
  permissions,
  visibleRights,
} from './rights.ts';
import { ANONYMOUS_ADMIN_ID, type State } from './state.ts';

/** What may accompany a change of membership. */
export interface ChangeDetails {
  inviteLink?: ChatInviteLink;
  viaJoinRequest?: boolean;
}

function stranger(userId: number): Member {
  return { userId, status: 'left', isMember: false, until: 0 };
}

/** A user's place in a chat now: bans and restrictions that ran out are over. Never undefined. */
export function memberOf(state: State, room: Room, userId: number): Member {
  const member = room.members.get(userId);
  if (!member) return stranger(userId);
  if (member.until === 0 || member.until > state.clock.seconds()) return member;
  const healed: Member = { userId, status: member.isMember ? 'member' : 'left', isMember: member.isMember, until: 0 };
  room.members.set(userId, healed);
  return healed;
}

/** Whether the user is in the chat. */
export function isIn(member: Member): boolean {
  return member.isMember;
}

export function isAdmin(member: Member): boolean {
  return member.status === 'creator' || member.status === 'administrator';
}

/** Whether an owner or administrator has a right; nobody else has any. */
export function hasRight(member: Member, right: AdminRight): boolean {
  if (member.status === 'creator') return right !== 'is_anonymous' || member.rights?.is_anonymous === true;
  return member.status === 'administrator' && member.rights?.[right] === true;
}

/** Whether someone in the chat may do this: administrators always, others by the chat's and their own permissions. */
export function mayDo(room: Room, member: Member, permission: Permission): boolean {
  if (!member.isMember) return false;
  if (isAdmin(member)) return true;
  return room.permissions[permission] && (member.permissions?.[permission] ?? true);
}

/** How many people and bots are in the chat. */
export function memberCount(room: Room): number {
  let n = 0;
  for (const member of room.members.values()) if (member.isMember) n++;
  return n;
}

/** The member as the API shows it to `viewer` (a bot, for `can_be_edited`). */
export function showMember(state: State, room: Room, member: Member, viewerId?: number): ChatMember {
  const user = state.user(member.userId);
  const title = member.title ? { custom_title: member.title } : {};
  const tag = member.tag ? { tag: member.tag } : {};
  switch (member.status) {
    case 'creator':
      return { status: 'creator', user, is_anonymous: member.rights?.is_anonymous ?? false, ...title };
    case 'administrator':
      // The type is of a later Bot API version than the description and demands a right more.
      return {
        status: 'administrator',
        user,
        can_be_edited: viewerId !== undefined && viewerId !== member.userId && member.promotedBy === viewerId,
        ...visibleRights(member.rights ?? allRights, room.type),
        ...title,
      } as ChatMember;
    case 'member':
      return { status: 'member', user, ...tag };
    case 'restricted':
      return {
        status: 'restricted',
        user,
        is_member: member.isMember,
        until_date: member.until,
        ...(member.permissions ?? permissions(() => false)),
        ...tag,
      };
    case 'left':
      return { status: 'left', user };
    case 'kicked':
      return { status: 'kicked', user, until_date: member.until };
  }
}

/** The account under which someone acts in a chat: anonymous administrators hide behind the group. */
export function visibleActor(state: State, room: Room, userId: number): number {
  const member = room.members.get(userId);
  return member && room.type === 'supergroup' && member.rights?.is_anonymous && !state.user(userId).is_bot
    ? ANONYMOUS_ADMIN_ID
    : userId;
}

/**
 * Puts a user into another place of a chat and tells the bots: the bot concerned by `my_chat_member`,
 * administrator bots by `chat_member`.
 */
export function changeMember(
  state: State,
  room: Room,
  actorId: number,
  next: Member,
  details: ChangeDetails = {},
): ChatMemberUpdated {
  const before = memberOf(state, room, next.userId);
  const viewer = next.userId;
  const change: ChatMemberUpdated = {
    chat: room.chat,
    from: state.user(actorId),
    date: state.clock.seconds(),
    old_chat_member: showMember(state, room, before, viewer),
    new_chat_member: showMember(state, room, next, viewer),
    ...(details.inviteLink ? { invite_link: details.inviteLink } : {}),
    ...(details.viaJoinRequest ? { via_join_request: true } : {}),
  };
  room.members.set(next.userId, next);
  const isBot = state.account(next.userId).bot !== undefined;
  if (isBot && next.isMember) room.bots.add(next.userId);
  for (const botId of room.bots) {
    if (botId === next.userId) continue;
    if (isAdmin(memberOf(state, room, botId))) state.sendUpdate(botId, memberLane(room), 'chat_member', change);
  }
  if (isBot) {
    state.sendUpdate(next.userId, memberLane(room), 'my_chat_member', change);
    if (!next.isMember) room.bots.delete(next.userId);
  }
  state.emit({ type: 'member', room, change });
  return change;
}

/** Membership changes travel in a queue of their own, apart from the chat's messages. */
function memberLane(room: Room): string {
  return `member:${room.id}`;
}

/** An owner's place. */
export function owner(userId: number): Member {
  return { userId, status: 'creator', isMember: true, until: 0, rights: allRights };
}

/** A plain member's place. */
export function plainMember(userId: number): Member {
  return { userId, status: 'member', isMember: true, until: 0 };
}

/** A place outside the chat. */
export function gone(userId: number): Member {
  return stranger(userId);
}

/** Whether restricting to exactly this means no restriction at all. */
export function isUnrestricted(asked: Member['permissions']): boolean {
  if (!asked) return true;
  return (Object.keys(defaultPermissions) as Permission[]).every((name) => asked[name] || !defaultPermissions[name]);
}
