import type { NotePlace } from '@alita/content';

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

/** Opens the list in private. */
export const linkToList = ({ chat, me }: NotePlace): string => `https://t.me/${me.username}?start=notes_${chat.id}`;
