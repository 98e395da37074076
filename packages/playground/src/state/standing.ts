import type { AdminRight, ChatView, Permission } from '@alita/simulator';
import type { ChatMember, Message } from '@grammyjs/types';

/** What somebody is and may do in a chat, now. */
export interface Standing {
  status: ChatMember['status'];
  isIn: boolean;
  isAdmin: boolean;
  /** Unix seconds when a ban or restriction ends; 0 = never. */
  until: number;
  has: (right: AdminRight) => boolean;
  may: (permission: Permission) => boolean;
}

/** Reads a member; what ran out by `nowS` (Unix seconds) is over. Strangers have left. */
export function standingOf(chat: ChatView, member: ChatMember | undefined, nowS: number): Standing {
  const until = member && 'until_date' in member ? member.until_date : 0;
  const isOver = until > 0 && until <= nowS;
  const wasIn = member?.status === 'restricted' ? member.is_member : isInside(member?.status);
  const status = isOver ? (wasIn ? 'member' : 'left') : (member?.status ?? 'left');
  const isAdmin = status === 'creator' || status === 'administrator';
  const flags = new Map(Object.entries(member ?? {}));
  return {
    status,
    isIn: chat.type === 'private' || wasIn,
    isAdmin,
    until: isOver ? 0 : until,
    has: (right) => (status === 'creator' ? right !== 'is_anonymous' : isAdmin && flags.get(right) === true),
    may(permission) {
      if (chat.type === 'private' || isAdmin) return true;
      return wasIn && chat.permissions[permission] && (status !== 'restricted' || flags.get(permission) === true);
    },
  };
}

function isInside(status: ChatMember['status'] | undefined): boolean {
  return status === 'creator' || status === 'administrator' || status === 'member';
}

/** What can be done with a message. */
export type Deed = 'reply' | 'react' | 'forward' | 'edit' | 'pin' | 'delete';

/** The deeds of the context menu that this person may do with a message. */
export function deedsFor(chat: ChatView, standing: Standing, person: number, message: Message): Deed[] {
  const isOwn = message.from?.id === person || (message.sender_chat !== undefined && standing.status === 'creator');
  const isPrivate = chat.type === 'private';
  const mayPin =
    isPrivate ||
    (chat.type === 'channel' ? standing.has('can_edit_messages') : standing.has('can_pin_messages')) ||
    (chat.type !== 'channel' && standing.may('can_pin_messages'));
  const deeds: [Deed, boolean][] = [
    ['reply', standing.isIn && standing.may('can_send_messages')],
    ['react', standing.isIn && standing.may('can_react_to_messages')],
    ['forward', true],
    ['edit', isOwn && (message.text !== undefined || message.caption !== undefined) && !message.forward_origin],
    ['pin', standing.isIn && mayPin],
    ['delete', isPrivate || isOwn || standing.has('can_delete_messages')],
  ];
  return deeds.flatMap(([deed, allowed]) => (allowed ? [deed] : []));
}
