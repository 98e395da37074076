import { z } from '@alita/kit';
import { nameOf } from '@alita/moderation';
import { warns } from './module.ts';

/** Under a warning: removes that one, whatever has happened to others. */
export const remove = warns.callback({
  name: 'remove',
  data: z.object({ number: z.number() }),
  needs: { actor: 'can_restrict_members', bot: 'admin' },
  async run({ data: { number }, actor, chat, store, edit }) {
    const removed = await store.remove(chat.id, number);
    if (removed) edit('removed-by-button', { by: nameOf(actor), number });
    else edit('removed-already', { number });
  },
});
