import type { Chat, ChatType, Person, Sender, SenderKind } from '@alita/kit';
import { isId, isRaw, type Raw, textOf } from './raw.ts';

const CHAT_TYPES: Readonly<Record<string, ChatType>> = {
  private: 'private',
  group: 'group',
  supergroup: 'supergroup',
  channel: 'channel',
};

const nameOf = (raw: Raw, id: number): string => {
  const first = textOf(raw.first_name) ?? '';
  const last = textOf(raw.last_name);
  const name = textOf(raw.title) ?? (last ? `${first} ${last}` : first);
  return name.trim() === '' ? (textOf(raw.username) ?? String(id)) : name;
};

/** A chat object of Telegram's; `undefined` for what is none. */
export function readChat(raw: unknown): Chat | undefined {
  if (!isRaw(raw) || !isId(raw.id)) return undefined;
  const type = CHAT_TYPES[textOf(raw.type) ?? ''];
  if (!type) return undefined;
  return {
    id: raw.id,
    type,
    title: nameOf(raw, raw.id),
    username: textOf(raw.username),
    isForum: raw.is_forum === true,
  };
}

/** A user object of Telegram's; `undefined` for what is none. */
export function readPerson(raw: unknown): Person | undefined {
  if (!isRaw(raw) || !isId(raw.id) || raw.id < 0) return undefined;
  return {
    id: raw.id,
    name: nameOf(raw, raw.id),
    username: textOf(raw.username),
    isBot: raw.is_bot === true,
    language: textOf(raw.language_code),
  };
}

/** How a message is signed; a `sender_chat` counts more than the nominal author. */
export function readSender(message: Raw, chat: Chat): Sender | undefined {
  if (isRaw(message.sender_chat)) {
    const speaker = readChat(message.sender_chat);
    return speaker && signedBy(speaker, kindOf(speaker, chat, message.is_automatic_forward === true));
  }
  const person = readPerson(message.from);
  if (person) return { ...person, kind: 'user' };
  return chat.type === 'channel' ? signedBy(chat, 'channel-post') : undefined;
}

const signedBy = ({ id, title, username }: Chat, kind: SenderKind): Sender => ({ id, name: title, username, kind });

function kindOf(speaker: Chat, chat: Chat, isAutomaticForward: boolean): SenderKind {
  if (speaker.id === chat.id) return chat.type === 'channel' ? 'channel-post' : 'anonymous-admin';
  if (speaker.type !== 'channel') return 'group';
  return isAutomaticForward ? 'linked-channel' : 'channel';
}
