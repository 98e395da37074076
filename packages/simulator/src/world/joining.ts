import { type ChangeDetails, changeMember, gone, isIn, memberOf, plainMember, visibleActor } from './members.ts';
import { post } from './messages.ts';
import type { Invite, JoinRequest, Member, Room } from './model.ts';
import { privateRoom } from './rooms.ts';
import type { State } from './state.ts';

/** Brings a user into a chat, by itself or added by another, with the service message groups show. */
export function join(
  state: State,
  room: Room,
  userId: number,
  actorId: number = userId,
  details: ChangeDetails = {},
): void {
  const before = memberOf(state, room, userId);
  if (isIn(before)) return;
  const next: Member = before.status === 'restricted' ? { ...before, isMember: true } : plainMember(userId);
  withdrawRequest(state, room, userId, 'approved');
  changeMember(state, room, actorId, next, details);
  if (room.type === 'channel') return;
  // Who was let in on request enters by itself; who was added is brought by somebody.
  const from = state.user(details.viaJoinRequest ? userId : actorId);
  post(state, room, { from, new_chat_members: [state.user(userId)] });
}

/** Takes a user out of a chat: by itself, or removed (`next` says into what) by another. */
export function depart(state: State, room: Room, userId: number, actorId: number = userId, next?: Member): void {
  const before = memberOf(state, room, userId);
  const wasIn = isIn(before);
  const after = next ?? (before.status === 'restricted' ? { ...before, isMember: false } : gone(userId));
  changeMember(state, room, userId === actorId ? actorId : visibleActor(state, room, actorId), after);
  if (wasIn && room.type !== 'channel')
    post(state, room, { from: state.user(actorId), left_chat_member: state.user(userId) });
}

/** Files a request to join and tells the bots that may invite. */
export function requestJoin(state: State, room: Room, userId: number, invite?: Invite): JoinRequest {
  const queryId = room.guardId === undefined ? undefined : `${userId}${state.next('join query')}`;
  const request: JoinRequest = {
    userId,
    date: state.clock.seconds(),
    ...(invite ? { invite } : {}),
    ...(queryId ? { queryId } : {}),
  };
  room.requests.set(userId, request);
  const account = state.account(userId);
  for (const botId of room.bots) {
    const bot = memberOf(state, room, botId);
    if (!bot.rights?.can_invite_users || (room.chat.type !== 'supergroup' && room.chat.type !== 'channel')) continue;
    // For a while the bot may write to who asked, without having been started.
    privateRoom(state, botId, userId);
    account.started.add(botId);
    state.sendUpdate(botId, `member:${room.id}`, 'chat_join_request', {
      chat: room.chat,
      from: account.user,
      user_chat_id: userId,
      date: request.date,
      ...(account.bio ? { bio: account.bio } : {}),
      ...(invite ? { invite_link: invite.link } : {}),
      ...(queryId && room.guardId === botId ? { query_id: queryId } : {}),
    });
  }
  state.emit({ type: 'request', room, request, state: 'open' });
  return request;
}

/** How long a guard bot has for its answer, in seconds. */
const GUARD_DEADLINE_S = 10;

/** The request behind a guard bot's question, while it may be answered. */
export function findQuery(
  state: State,
  botId: number,
  queryId: string,
): { room: Room; request: JoinRequest } | undefined {
  for (const room of state.rooms.values()) {
    if (room.guardId !== botId) continue;
    for (const request of room.requests.values()) {
      const inTime = request.date + GUARD_DEADLINE_S >= state.clock.seconds();
      if (request.queryId === queryId) return inTime ? { room, request } : undefined;
    }
  }
  return undefined;
}

/** Closes a request to join, if there is one. */
export function withdrawRequest(
  state: State,
  room: Room,
  userId: number,
  outcome: 'approved' | 'declined' | 'withdrawn',
): JoinRequest | undefined {
  const request = room.requests.get(userId);
  if (!request) return undefined;
  room.requests.delete(userId);
  state.emit({ type: 'request', room, request, state: outcome });
  return request;
}

/** Lets in who asked. */
export function approve(state: State, room: Room, userId: number, actorId: number): void {
  const request = withdrawRequest(state, room, userId, 'approved');
  const invite = request?.invite;
  if (invite) invite.joined++;
  join(state, room, userId, actorId, { viaJoinRequest: true, ...(invite ? { inviteLink: invite.link } : {}) });
}
