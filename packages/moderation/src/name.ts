import { escapeHtml, Html, mention, type Person } from '@alita/kit';

/** A name to put into a message: people are linked to their profile, chats that speak are not. */
export const nameOf = (someone: Pick<Person, 'id' | 'name'>): Html =>
  someone.id > 0 ? mention(someone) : new Html(`<b>${escapeHtml(someone.name)}</b>`);
