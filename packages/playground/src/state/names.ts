import type { ChatMember, Message, User } from '@grammyjs/types';
import { people } from './store.ts';

export function nameOf({ first_name, last_name }: User): string {
  return last_name ? `${first_name} ${last_name}` : first_name;
}

/** A user's name by id. */
export function nameById(id: number | undefined): string {
  const user = id === undefined ? undefined : people.value.get(id);
  return user ? nameOf(user) : 'somebody';
}

/** Who a message is shown from. */
export function senderOf({ sender_chat, from, chat }: Message): { id: number; name: string } {
  if (sender_chat) return { id: sender_chat.id, name: sender_chat.title ?? 'Channel' };
  return from ? { id: from.id, name: nameOf(from) } : { id: chat.id, name: chat.title ?? '' };
}

const ROLES: Readonly<Record<ChatMember['status'], string>> = {
  creator: 'owner',
  administrator: 'admin',
  member: 'member',
  restricted: 'restricted',
  left: 'outside',
  kicked: 'banned',
};

/** What somebody is in a chat, in a word. */
export function roleOf(member: ChatMember | undefined, status: ChatMember['status']): string {
  if (member && 'is_anonymous' in member && member.is_anonymous) return 'anonymous admin';
  if (member && 'custom_title' in member && member.custom_title) return member.custom_title.toLowerCase();
  return ROLES[status];
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const EXACT = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Unix milliseconds as hour and minute. */
export const clockTime = (ms: number): string => CLOCK.format(ms);
/** … to the millisecond. */
export const exactTime = (ms: number): string => EXACT.format(ms);
export const dayOf = (ms: number): string => DAY.format(ms);
export const moment = (ms: number): string => MOMENT.format(ms);

/** Bytes in a readable unit. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
