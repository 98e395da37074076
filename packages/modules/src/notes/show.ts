import {
  answerTo,
  authorOf,
  isBlank,
  linkToNote,
  type NoteEntry,
  prepareSource,
  type SavedContent,
  say,
} from '@alita/content';
import { type ActorContext, type Message, UserError, z } from '@alita/kit';
import { type NoteSettings, notes } from './module.ts';
import type { NotesStore } from './store.ts';

/** Somebody who asks for a note, in the group or in private. */
export type Asking = Omit<ActorContext<NotesStore, NoteSettings>, 'actor'> & { readonly message: Message };

export interface Wanted {
  readonly name?: string | undefined;
  readonly entry: NoteEntry;
  readonly isSource: boolean;
}

/** May this person see what is kept for admins? */
export const isAdmin = async ({ members, message }: Pick<Asking, 'members' | 'message'>): Promise<boolean> =>
  message.sender.kind === 'anonymous-admin' || members.isAdmin(message.userId);

/**
 * Shows a note to whoever asked, where they asked, or leads them to private (NOTE-11…16, NOTE-B6, B8).
 * @throws UserError when it is not for them, or not for this place
 */
export async function showNote({ name, entry, isSource }: Wanted, asking: Asking): Promise<void> {
  const { chat, store, message, settings, reply, act, me } = asking;
  const isInGroup = message.chat.id === chat.id;
  const content = await store.find(chat.id, entry.key);
  if (!content) throw new UserError('unknown', { name });
  if (isBlank(content)) throw new UserError('broken', { name });
  const isForAdmins = content.tags.includes('admin') || isSource;
  if (isForAdmins && !(await isAdmin(asking))) throw new UserError(isSource ? 'source-for-admins' : 'for-admins');
  const isGroupOnly = content.tags.includes('noprivate');
  if (isGroupOnly && !isInGroup) throw new UserError('group-only', { title: chat.title });
  const isPrivate = !isGroupOnly && (settings.isPrivate || content.tags.includes('private'));

  if (isInGroup && isPrivate) {
    const url = linkToNote(entry.key, { chat, me }, isSource);
    reply('in-private', { name }, [{ label: 'notes.button-open', url }], { replyTo: answerTo(message).replyTo });
  } else if (isSource) {
    for (const { method, params } of prepareSource(content, answerTo(message)))
      act.send(method, params, { to: message.chat.id });
  } else await sayNote(name, content, asking);
}

async function sayNote(name: string | undefined, content: SavedContent, asking: Asking): Promise<void> {
  const { chat, message, settings, now, timer } = asking;
  const shown = await say({ content, user: authorOf(message), to: answerTo(message) }, asking);
  if (content.fileId) shown.refused({ invalid: asking.say('file-gone', { name }) });
  const isInGroup = message.chat.id === chat.id;
  if (isInGroup && settings.deleteAfter > 0)
    timer(expire.at(new Date(now.getTime() + settings.deleteAfter * 1_000), message.id, { shown }));
}

/** A note that was shown for a while goes again. */
export const expire = notes.timer({
  name: 'expire',
  data: z.object({ shown: z.object({ chat: z.number(), ref: z.string() }) }),
  run: ({ data: { shown }, act }) => void act.deleteMessage(shown).quietly(),
});
