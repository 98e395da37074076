import { bad } from '../world/errors.ts';
import { depart } from '../world/joining.ts';
import {
  changeMember,
  gone,
  hasRight,
  isAdmin,
  isIn,
  isUnrestricted,
  memberCount,
  memberOf,
  plainMember,
  showMember,
} from '../world/members.ts';
import { remove } from '../world/messages.ts';
import type { Member, Room } from '../world/model.ts';
import { type AdminRight, adminRights, impliedPermissions } from '../world/rights.ts';
import { isStandIn } from '../world/state.ts';
import { chatFor, meIn, need, roomFor, supergroupFor, userFor } from './access.ts';
import type { Call, Family } from './call.ts';

const DAY_S = 86_400;

/** Bans and restrictions shorter than 30 s or longer than 366 days are for good. */
function until(call: Call, asked: number | undefined): number {
  const ahead = (asked ?? 0) - call.state.clock.seconds();
  return ahead < 30 || ahead > 366 * DAY_S ? 0 : (asked ?? 0);
}

/** The member a moderating call names; owners and administrators the bot did not appoint are out of reach. */
function targetFor(call: Call, room: Room, userId: number): Member {
  if (userId === call.botId) throw bad("can't restrict self");
  const target = memberOf(call.state, room, userFor(call, userId));
  // Telegram says so of restrictions too.
  if (target.status === 'creator') throw bad("can't remove chat owner");
  if (isStandIn(userId)) throw bad('PARTICIPANT_ID_INVALID');
  const appointed = hasRight(meIn(call, room), 'can_promote_members') && target.promotedBy === call.botId;
  if (target.status === 'administrator' && !appointed) throw bad('user is an administrator of the chat');
  return target;
}

/** Deletes what a user wrote, as a ban with `revoke_messages` does. */
function revoke(call: Call, room: Room, userId: number): void {
  for (const post of room.posts.values()) {
    if (!post.deleted && post.message.from?.id === userId) remove(call.state, room, post, call.botId);
  }
}

export const members: Family = {
  banChatMember(call, params) {
    const { room, me } = chatFor(call, params.chat_id);
    need(me, 'can_restrict_members', 'to restrict/unrestrict chat member');
    const { userId } = targetFor(call, room, params.user_id);
    // A basic group only removes; nothing there keeps a user from being added again.
    const banned: Member = { userId, status: 'kicked', isMember: false, until: until(call, params.until_date) };
    depart(call.state, room, userId, call.botId, banned);
    if (params.revoke_messages && room.type === 'supergroup') revoke(call, room, userId);
    return true;
  },

  unbanChatMember(call, params) {
    const { room, me } = chatFor(call, params.chat_id);
    if (room.type === 'group') throw bad('method is available for supergroup and channel chats only');
    need(me, 'can_restrict_members', 'to restrict/unrestrict chat member');
    if (params.user_id === call.botId) throw bad("can't restrict self");
    const member = memberOf(call.state, room, userFor(call, params.user_id));
    if (member.status === 'kicked') changeMember(call.state, room, call.botId, gone(member.userId));
    else if (!params.only_if_banned && isIn(member)) {
      targetFor(call, room, params.user_id);
      depart(call.state, room, member.userId, call.botId, gone(member.userId));
    }
    return true;
  },

  restrictChatMember(call, params) {
    const { room, me } = supergroupFor(call, params.chat_id);
    need(me, 'can_restrict_members', 'to restrict/unrestrict chat member');
    const target = targetFor(call, room, params.user_id);
    const { userId, isMember } = target;
    const permissions = impliedPermissions(params.permissions, params.use_independent_chat_permissions ?? false);
    const next: Member = isUnrestricted(permissions)
      ? { ...(isMember ? plainMember(userId) : gone(userId)) }
      : { userId, status: 'restricted', isMember, permissions, until: until(call, params.until_date) };
    changeMember(call.state, room, call.botId, next);
    return true;
  },

  promoteChatMember(call, params) {
    const { room, me } = chatFor(call, params.chat_id);
    if (room.type === 'group') throw bad('method is available for supergroup and channel chats only');
    const target = memberOf(call.state, room, userFor(call, params.user_id));
    if (target.userId === call.botId) throw bad("can't promote self");
    if (target.status === 'creator') throw bad("can't edit chat owner");
    need(me, 'can_promote_members', '');
    if (isAdmin(target) && target.promotedBy !== call.botId) throw bad('CHAT_ADMIN_REQUIRED');
    if (target.status === 'kicked') throw bad('USER_KICKED');
    if (!isIn(target) && room.type === 'supergroup') throw bad('USER_NOT_MUTUAL_CONTACT');
    const { chat_id: _, user_id: __, ...asked } = params;
    const wanted = Object.entries(asked).flatMap(([name, value]) => (value === true ? [name as AdminRight] : []));
    if (wanted.length === 0) {
      changeMember(call.state, room, call.botId, plainMember(target.userId));
      return true;
    }
    if (wanted.some((right) => right !== 'is_anonymous' && !hasRight(me, right))) throw bad('RIGHT_FORBIDDEN');
    changeMember(call.state, room, call.botId, {
      userId: target.userId,
      status: 'administrator',
      isMember: true,
      until: 0,
      rights: adminRights((right) => right === 'can_manage_chat' || wanted.includes(right)),
      promotedBy: call.botId,
    });
    return true;
  },

  setChatAdministratorCustomTitle(call, params) {
    const { room, me } = supergroupFor(call, params.chat_id);
    const target = memberOf(call.state, room, userFor(call, params.user_id));
    if (target.status === 'creator') throw bad('only creator can edit their custom title');
    if (target.status !== 'administrator') throw bad('user is not an administrator');
    if (!hasRight(me, 'can_promote_members') || target.promotedBy !== call.botId) {
      throw bad('not enough rights to change custom title of the user');
    }
    if (params.custom_title.length > 16) throw bad('CUSTOM_TITLE_INVALID');
    if (/\p{Extended_Pictographic}/u.test(params.custom_title)) throw bad('CUSTOM_TITLE_EMOJI_NOT_ALLOWED');
    changeMember(call.state, room, call.botId, { ...target, title: params.custom_title });
    return true;
  },

  setChatMemberTag(call, params) {
    const { room, me } = supergroupFor(call, params.chat_id);
    need(me, 'can_manage_tags', 'to change tag of the member');
    const target = memberOf(call.state, room, userFor(call, params.user_id));
    if (!isIn(target) || isAdmin(target)) throw bad('USER_NOT_PARTICIPANT');
    const { tag: _, ...rest } = target;
    changeMember(call.state, room, call.botId, params.tag ? { ...rest, tag: params.tag } : rest);
    return true;
  },

  banChatSenderChat(call, params) {
    const { room, me } = chatFor(call, params.chat_id);
    if (room.type === 'group') throw bad('method is available for supergroup and channel chats only');
    need(me, 'can_restrict_members', 'to restrict/unrestrict chat member');
    if (params.sender_chat_id === room.id || params.sender_chat_id === room.linkedId)
      throw bad('PARTICIPANT_ID_INVALID');
    if (!call.state.rooms.has(params.sender_chat_id)) throw bad('chat not found');
    room.bannedSenders.add(params.sender_chat_id);
    return true;
  },

  unbanChatSenderChat(call, params) {
    const { room, me } = chatFor(call, params.chat_id);
    need(me, 'can_restrict_members', 'to restrict/unrestrict chat member');
    if (!call.state.rooms.has(params.sender_chat_id)) throw bad('chat not found');
    room.bannedSenders.delete(params.sender_chat_id);
    return true;
  },

  getChatMember(call, params) {
    const room = roomFor(call, params.chat_id);
    const { user_id: userId } = params;
    if (!Number.isSafeInteger(userId) || userId <= 0) throw bad('invalid user_id specified');
    if (!call.state.accounts.has(userId)) throw bad('PARTICIPANT_ID_INVALID');
    const member = memberOf(call.state, room, userId);
    if (room.type === 'channel' && !isAdmin(memberOf(call.state, room, call.botId)) && userId !== call.botId)
      throw bad('member list is inaccessible');
    return showMember(call.state, room, member, call.botId);
  },

  getChatAdministrators(call, params) {
    const room = roomFor(call, params.chat_id);
    if (room.type === 'private') throw bad('there are no administrators in the private chat');
    const admins = [...room.members.values()].filter(isAdmin);
    const others = admins.filter(({ userId }) => !call.state.user(userId).is_bot || userId === call.botId);
    return others.map((member) => showMember(call.state, room, member, call.botId));
  },

  getChatMemberCount: (call, params) => memberCount(roomFor(call, params.chat_id)),

  leaveChat(call, params) {
    const room = roomFor(call, params.chat_id);
    if (room.type === 'private') throw bad('chat not found');
    meIn(call, room);
    depart(call.state, room, call.botId);
    return true;
  },
};
