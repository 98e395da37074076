import type { ChatFullInfo, ForumTopic, User } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { photoSizes } from '../world/media.ts';
import { hasRight, isAdmin, mayDo, memberOf } from '../world/members.ts';
import { type Draft, findPost, post, withoutReply } from '../world/messages.ts';
import { type Member, type Room, Upload } from '../world/model.ts';
import { impliedPermissions } from '../world/rights.ts';
import { changeChat, isGroup, titleOf } from '../world/rooms.ts';
import { chatFor, postIn, roomFor, supergroupFor } from './access.ts';
import type { Call, Family } from './call.ts';
import { fileFor } from './media.ts';

const ACCEPTED_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

/** Everything `getChat` tells the bot. */
function fullInfo(call: Call, room: Room): object {
  const { state, botId } = call;
  const pinnedId = room.pinned[0];
  const pinned = pinnedId === undefined ? undefined : findPost(room, pinnedId);
  const mayInvite = hasRight(memberOf(state, room, botId), 'can_invite_users');
  const primary = mayInvite
    ? [...room.invites.values()].find(({ link }) => link.is_primary && link.creator.id === botId)
    : undefined;
  const account = room.type === 'private' ? state.accounts.get(room.id) : undefined;
  const info: Partial<ChatFullInfo.SupergroupChat & { bio: string; guard_bot: User }> = {
    ...(room.description ? { description: room.description } : {}),
    ...(primary ? { invite_link: primary.link.invite_link } : {}),
    ...(pinned ? { pinned_message: pinned.message } : {}),
    ...(room.photo ? { photo: room.photo } : {}),
    ...(room.chat.username ? { active_usernames: [room.chat.username] } : {}),
    ...(isGroup(room) ? { permissions: room.permissions } : {}),
    ...(room.slowModeDelay ? { slow_mode_delay: room.slowModeDelay } : {}),
    ...(room.linkedId === undefined ? {} : { linked_chat_id: room.linkedId }),
    ...(room.joinByRequest ? { join_by_request: true } : {}),
    ...(room.stickerSet ? { sticker_set_name: room.stickerSet } : {}),
    ...(account?.bio ? { bio: account.bio } : {}),
    ...(room.guardId === undefined ? {} : { guard_bot: state.user(room.guardId) }),
  };
  return { ...room.chat, ...info, accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: ACCEPTED_GIFTS };
}

/** A chat whose title, photo or description the bot may change. */
function changeable(call: Call, chatId: number | string, what: string): Room {
  const room = roomFor(call, chatId);
  if (room.type === 'private') throw bad(`can't change private chat ${what}`);
  const me = memberOf(call.state, room, call.botId);
  if (!isAdmin(me) ? !mayDo(room, me, 'can_change_info') : !hasRight(me, 'can_change_info')) {
    throw bad(`not enough rights to change chat ${what}`);
  }
  return room;
}

function mustMayPin(room: Room, me: Member): void {
  if (room.type === 'private') return;
  const may =
    room.type === 'channel'
      ? hasRight(me, 'can_edit_messages')
      : isAdmin(me)
        ? hasRight(me, 'can_pin_messages')
        : mayDo(room, me, 'can_pin_messages');
  if (!may) throw bad('not enough rights to manage pinned messages in the chat');
}

function announce({ state, botId }: Call, room: Room, draft: Draft): void {
  post(
    state,
    room,
    room.type === 'channel' ? { sender_chat: room.chat, ...draft } : { from: state.user(botId), ...draft },
  );
}

export const chats: Family = {
  getChat: (call, params) => fullInfo(call, roomFor(call, params.chat_id)),

  setChatTitle(call, params) {
    const room = changeable(call, params.chat_id, 'title');
    if (params.title.trim() === '') throw bad('title must be non-empty');
    if (params.title.length > 128) throw bad('title is too long');
    if (params.title === titleOf(room)) return true;
    changeChat(call.state, room, { title: params.title });
    announce(call, room, { new_chat_title: params.title });
    return true;
  },

  setChatDescription(call, params) {
    const room = changeable(call, params.chat_id, 'description');
    if ((params.description ?? '') === room.description) throw bad('chat description is not modified');
    room.description = (params.description ?? '').slice(0, 255);
    return true;
  },

  setChatPhoto(call, params) {
    const room = changeable(call, params.chat_id, 'photo');
    if (!(params.photo instanceof Upload)) throw bad('photo must be uploaded as an InputFile');
    const file = fileFor(call, 'photo', params.photo);
    const { id, uniqueId } = file;
    room.photo = { small_file_id: id, small_file_unique_id: uniqueId, big_file_id: id, big_file_unique_id: uniqueId };
    announce(call, room, { new_chat_photo: photoSizes(file) });
    return true;
  },

  deleteChatPhoto(call, params) {
    const room = changeable(call, params.chat_id, 'photo');
    if (!room.photo) throw bad('CHAT_NOT_MODIFIED');
    room.photo = undefined;
    announce(call, room, { delete_chat_photo: true });
    return true;
  },

  setChatPermissions(call, params) {
    const { room, me } = chatFor(call, params.chat_id);
    if (!isGroup(room)) throw bad("can't change private chat permissions");
    if (!hasRight(me, 'can_restrict_members')) throw bad('not enough rights to change chat permissions');
    room.permissions = impliedPermissions(params.permissions, params.use_independent_chat_permissions ?? false);
    call.state.emit({ type: 'chat', room });
    return true;
  },

  pinChatMessage(call, params) {
    const room = roomFor(call, params.chat_id);
    mustMayPin(room, memberOf(call.state, room, call.botId));
    const pinned = postIn(room, params.message_id, 'message to pin not found');
    const id = pinned.message.message_id;
    if (room.pinned[0] === id) return true;
    room.pinned = [id, ...room.pinned.filter((other) => other !== id)];
    announce(call, room, { pinned_message: withoutReply(pinned.message) });
    return true;
  },

  unpinChatMessage(call, params) {
    const room = roomFor(call, params.chat_id);
    mustMayPin(room, memberOf(call.state, room, call.botId));
    const id = params.message_id ?? room.pinned[0];
    if (id === undefined || !room.pinned.includes(id)) throw bad('message to unpin not found');
    room.pinned = room.pinned.filter((other) => other !== id);
    call.state.emit({ type: 'chat', room });
    return true;
  },

  unpinAllChatMessages(call, params) {
    const room = roomFor(call, params.chat_id);
    mustMayPin(room, memberOf(call.state, room, call.botId));
    room.pinned = [];
    call.state.emit({ type: 'chat', room });
    return true;
  },

  setChatStickerSet(call, params) {
    const { room, me } = supergroupFor(call, params.chat_id);
    if (!hasRight(me, 'can_change_info')) throw bad('not enough rights to change supergroup sticker set');
    room.stickerSet = params.sticker_set_name;
    return true;
  },

  deleteChatStickerSet(call, params) {
    const { room, me } = supergroupFor(call, params.chat_id);
    if (!hasRight(me, 'can_change_info')) throw bad('not enough rights to change supergroup sticker set');
    room.stickerSet = undefined;
    return true;
  },

  getForumTopicIconStickers: (): ForumTopic[] => [],
};
