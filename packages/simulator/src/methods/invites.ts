import type { ChatInviteLink } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { approve, findQuery, withdrawRequest } from '../world/joining.ts';
import { isIn, memberOf } from '../world/members.ts';
import type { Invite, Room } from '../world/model.ts';
import { chatFor, need, userFor } from './access.ts';
import type { Call, Family } from './call.ts';

interface LinkOptions {
  name?: string;
  expire_date?: number;
  member_limit?: number;
  creates_join_request?: boolean;
}

function inviting(call: Call, chatId: number | string): Room {
  const { room, me } = chatFor(call, chatId);
  need(me, 'can_invite_users', 'to manage chat invite link');
  return room;
}

function newLink(call: Call, room: Room, options: LinkOptions, primary: boolean): Invite {
  const { state, botId } = call;
  const secret = Array.from({ length: 16 }, () => Math.floor(state.random() * 36).toString(36)).join('');
  const link: ChatInviteLink = {
    invite_link: `https://t.me/+${secret}`,
    creator: state.user(botId),
    creates_join_request: options.creates_join_request ?? false,
    is_primary: primary,
    is_revoked: false,
    ...details(options),
  };
  const invite = { link, joined: 0 };
  room.invites.set(link.invite_link, invite);
  return invite;
}

function details(options: LinkOptions): Pick<ChatInviteLink, 'name' | 'expire_date' | 'member_limit'> {
  const { name, expire_date, member_limit, creates_join_request } = options;
  if (creates_join_request && member_limit)
    throw bad("member limit can't be specified for links requiring administrator approval");
  return {
    ...(name ? { name } : {}),
    ...(expire_date ? { expire_date } : {}),
    ...(member_limit ? { member_limit } : {}),
  };
}

function ownLink(call: Call, room: Room, address: string): Invite {
  const invite = room.invites.get(address);
  if (!invite) throw bad('INVITE_HASH_EXPIRED');
  if (invite.link.creator.id !== call.botId) throw bad('CHAT_ADMIN_REQUIRED');
  return invite;
}

function requestOf(call: Call, room: Room, userId: number): number {
  const id = userFor(call, userId);
  if (isIn(memberOf(call.state, room, id))) throw bad('USER_ALREADY_PARTICIPANT');
  if (!room.requests.has(id)) throw bad('HIDE_REQUESTER_MISSING');
  return id;
}

function queryFor({ state, botId }: Call, queryId: string) {
  const found = findQuery(state, botId, queryId);
  if (!found) throw bad('query is too old and response timeout expired or query ID is invalid');
  return found;
}

export const invites: Family = {
  exportChatInviteLink(call, params) {
    const room = inviting(call, params.chat_id);
    for (const { link } of room.invites.values()) {
      if (link.is_primary && link.creator.id === call.botId) {
        link.is_revoked = true;
        link.is_primary = false;
      }
    }
    return newLink(call, room, {}, true).link.invite_link;
  },

  createChatInviteLink: (call, params) => newLink(call, inviting(call, params.chat_id), params, false).link,

  editChatInviteLink(call, params) {
    const room = inviting(call, params.chat_id);
    const invite = ownLink(call, room, params.invite_link);
    if (invite.link.is_revoked || invite.link.is_primary) throw bad('INVITE_HASH_EXPIRED');
    const { invite_link, creator, is_primary, is_revoked } = invite.link;
    const creates_join_request = params.creates_join_request ?? false;
    invite.link = { invite_link, creator, is_primary, is_revoked, creates_join_request, ...details(params) };
    return invite.link;
  },

  revokeChatInviteLink(call, params) {
    const room = inviting(call, params.chat_id);
    const invite = ownLink(call, room, params.invite_link);
    if (invite.link.is_primary) newLink(call, room, {}, true);
    invite.link = { ...invite.link, is_revoked: true, is_primary: false };
    return invite.link;
  },

  approveChatJoinRequest(call, params) {
    const room = inviting(call, params.chat_id);
    approve(call.state, room, requestOf(call, room, params.user_id), call.botId);
    return true;
  },

  declineChatJoinRequest(call, params) {
    const room = inviting(call, params.chat_id);
    withdrawRequest(call.state, room, requestOf(call, room, params.user_id), 'declined');
    return true;
  },

  answerChatJoinRequestQuery(call, params) {
    const { room, request } = queryFor(call, params.chat_join_request_query_id);
    delete request.queryId;
    if (params.result === 'approve') approve(call.state, room, request.userId, call.botId);
    else if (params.result === 'decline') withdrawRequest(call.state, room, request.userId, 'declined');
    else if (params.result !== 'queue') throw bad('invalid result specified');
    return true;
  },

  sendChatJoinRequestWebApp(call, params) {
    queryFor(call, params.chat_join_request_query_id);
    return true;
  },
};
