import type { Me } from '@alita/kit';
import type { Book, Entry } from './store.ts';

type Place = { readonly chat: { readonly id: number }; readonly me: Pick<Me, 'username'> };

/** A group's id at the beginning of a payload. */
export const chatOfPayload = (payload: string): number | undefined => {
  const [, id] = /^(-\d{1,16})(?:_|$)/.exec(payload) ?? [];
  return id === undefined ? undefined : Number(id);
};

/** What follows the chat in a note's link. */
export function readNotePayload(payload: string): { readonly key: string; readonly isSource: boolean } | undefined {
  const [, key, source] = /^-\d+_([0-9a-f]{16})(_raw)?$/.exec(payload) ?? [];
  return key === undefined ? undefined : { key, isSource: source !== undefined };
}

const start = ({ me }: Place, payload: string): string => `https://t.me/${me.username}?start=${payload}`;

/** Opens a note in private. */
export const linkToNote = (key: string, place: Place, isSource = false): string =>
  start(place, `note_${place.chat.id}_${key}${isSource ? '_raw' : ''}`);

/** Opens the list in private. */
export const linkToList = (place: Place): string => start(place, `notes_${place.chat.id}`);

/** Where a button to another note leads; to one that cannot be shown in private, nowhere. */
export const noteUrls =
  (book: Book, place: Place, nameOf: (typed: string) => string) =>
  (typed: string): string | undefined => {
    const entry: Entry | undefined = book.get(nameOf(typed));
    return entry && !entry.isGroupOnly ? linkToNote(entry.key, place) : undefined;
  };
