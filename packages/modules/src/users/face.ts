import { type Chat, type Message, type Person, type Sender, z } from '@alita/kit';

/** Somebody or something as it is called now. A `channel` is any chat that speaks in another one. */
export interface Face {
  readonly kind: 'user' | 'channel' | 'chat';
  readonly id: number;
  readonly name: string;
  /** Lower-case; null when there is none. */
  readonly username: string | null;
  readonly isBot: boolean;
}

const usernameOf = (username: string | undefined): string | null => username?.toLowerCase() || null;

export const faceOfPerson = ({ id, name, username, isBot = false }: Person): Face => ({
  kind: 'user',
  id,
  name,
  username: usernameOf(username),
  isBot,
});

export const faceOfChat = ({ id, title, username }: Chat): Face => ({
  kind: 'chat',
  id,
  name: title,
  username: usernameOf(username),
  isBot: false,
});

/** Nothing for those who speak as the group itself. */
function faceOfSender(sender: Sender, chat: Chat): Face[] {
  if (sender.kind === 'user') return sender.id > 0 ? [faceOfPerson(sender)] : [];
  if (sender.id >= 0 || sender.id === chat.id) return [];
  return [{ ...faceOfPerson(sender), kind: 'channel' }];
}

const User = z.object({
  id: z.number().int().positive(),
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  is_bot: z.boolean().optional(),
});
const Channel = z.object({ id: z.number().int().negative(), title: z.string(), username: z.string().optional() });
const Origin = z.object({
  sender_user: User.optional().catch(undefined),
  sender_chat: Channel.optional().catch(undefined),
  chat: Channel.optional().catch(undefined),
});
const Members = z.object({
  new_chat_members: z.array(User).default([]).catch([]),
  left_chat_member: User.optional().catch(undefined),
});

function faceOfUser({ id, first_name, last_name, username, is_bot }: z.infer<typeof User>): Face {
  const name = [first_name, last_name].filter(Boolean).join(' ') || String(id);
  return faceOfPerson({ id, name, username, isBot: is_bot });
}

function facesOfOrigin(raw: Message['raw']): Face[] {
  const { sender_user, sender_chat, chat } = Origin.safeParse(raw.forward_origin).data ?? {};
  const channel = sender_chat ?? chat;
  if (sender_user) return [faceOfUser(sender_user)];
  return channel ? [{ ...faceOfPerson({ ...channel, name: channel.title }), kind: 'channel' }] : [];
}

/** Who joined or left. */
export type Moves = readonly { readonly face: Face; readonly isMember: boolean }[];

/** Who joined or left, as a service message tells it. */
export function movesIn({ raw }: Message): Moves {
  if (raw.new_chat_members === undefined && raw.left_chat_member === undefined) return [];
  const { new_chat_members: joined, left_chat_member: left } = Members.parse(raw);
  return [
    ...joined.map((user) => ({ face: faceOfUser(user), isMember: true })),
    ...(left ? [{ face: faceOfUser(left), isMember: false }] : []),
  ];
}

/** Everyone a message shows, each once: its sender, whom it answers, whom it was forwarded from, and its group. */
export function facesIn(message: Message): Face[] {
  const { chat, sender, replyTo, raw } = message;
  const faces = chat.type === 'private' ? [] : [faceOfChat(chat)];
  faces.push(...faceOfSender(sender, chat));
  if (!replyTo && raw.forward_origin === undefined) return faces;
  if (replyTo) faces.push(...faceOfSender(replyTo.sender, chat));
  if (raw.forward_origin !== undefined) faces.push(...facesOfOrigin(raw));
  const placeOf = (face: Face) => faces.findIndex(({ kind, id }) => id === face.id && kind === face.kind);
  return faces.filter((face, at) => placeOf(face) === at);
}
