import type { Me } from '@alita/kit';
import type { NoteBook } from './store.ts';

/** The group that has the notes, and the bot that shows them. */
export type NotePlace = { readonly chat: { readonly id: number }; readonly me: Pick<Me, 'username'> };

/** A note's name as it is kept and compared. */
export const nameOfNote = (typed: string): string =>
  typed.normalize('NFC').toLowerCase().replace(/^#/, '').replace(/\s+/g, ' ').trim();

/** Opens a note in private, or its source. */
export const linkToNote = (key: string, { chat, me }: NotePlace, isSource = false): string =>
  `https://t.me/${me.username}?start=note_${chat.id}_${key}${isSource ? '_raw' : ''}`;

/** Where a button to a note leads; to one that cannot be shown in private, nowhere. */
export const noteUrls =
  (book: NoteBook, place: NotePlace) =>
  (typed: string): string | undefined => {
    const entry = book.get(nameOfNote(typed));
    return entry && !entry.isGroupOnly ? linkToNote(entry.key, place) : undefined;
  };
