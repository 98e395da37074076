import { type Context, type Message, type Sent, z } from '@alita/kit';
import { noteUrls } from '../notes/links.ts';
import { type NoteBookStore, noteBook } from '../notes/store.ts';
import { isRaw, type Raw } from '../raw.ts';
import { type Crowd, placeholdersIn } from './fill.ts';
import { type Destination, prepareSend } from './prepare.ts';
import { rulesLink } from './rules-link.ts';
import type { SavedContent } from './saved-content.ts';

/** What of a handler's context is needed to say stored content. */
export type Voice = Pick<
  Context<NoteBookStore, unknown>,
  'act' | 'ask' | 'chat' | 'me' | 'recall' | 'settingsOf' | 'store' | 't' | 'token' | 'windows'
>;

/** Stored content, whom it speaks of, and where it goes. */
export interface ToSay {
  readonly content: SavedContent;
  /** Telegram's user object for `{first}` and its like. */
  readonly user?: Raw | undefined;
  /** Several people at once; `user` is one of them. */
  readonly crowd?: Crowd | undefined;
  readonly to: Destination;
  /** How long it is worth saying; as long as any answer unless given. */
  readonly expiresInMs?: number | undefined;
}

const COUNT_MS = 60_000;

/** Says stored content in one call, with everything it is filled with (CE-28…31, CE-35, CE-B5). */
export async function say({ content, user, crowd, to, expiresInMs }: ToSay, voice: Voice): Promise<Sent> {
  const { act, chat, me, recall, t, token } = voice;
  const used = placeholdersIn(content);
  const count = used.has('count') ? await countOf(voice) : undefined;
  const values = { user, crowd, chatName: chat.title, count, noName: t('content.nobody') };
  const rules = used.has('rules') ? rulesLink(voice) : undefined;
  const hasNotes = content.buttons.some((button) => 'note' in button);
  const noteUrl = hasNotes ? noteUrls(await recall(noteBook), { chat, me }) : undefined;
  const { method, params } = prepareSend(content, {
    ...to,
    values,
    token: token(),
    rules: rules && { ...rules, label: rules.label || t('content.rules-button') },
    noteUrl,
  });
  return act.send(method, params, { to: to.chat, expiresInMs });
}

/** Where an answer to a message goes: to the message it replies to, or to itself (NOTE-13). */
export const answerTo = ({ id, chat, topicId, replyTo }: Message): Destination => ({
  chat: chat.id,
  topic: topicId,
  replyTo: replyTo?.id ?? id,
});

/** Who wrote a message, as placeholders take it; of those who speak as a chat, that chat's names. */
export function authorOf({ sender, raw }: Message): Raw {
  return sender.kind === 'user' && isRaw(raw.from) ? raw.from : { first_name: sender.name, username: sender.username };
}

/** Members of the chat, asked once a minute at most; none when Telegram does not say. */
async function countOf({ ask, chat, windows }: Voice): Promise<number> {
  const known = await windows.read('members', z.number());
  if (known !== undefined) return known;
  const { result } = await ask('getChatMemberCount', { chat_id: chat.id });
  const { success, data } = z.number().safeParse(result);
  if (success) windows.write('members', data, COUNT_MS);
  return data ?? 0;
}
