import { z } from '@alita/kit';
import { warns } from './module.ts';

/** A warning that was to count for a while counts no more; by its number, so that none is ever taken for another. */
export const expire = warns.timer({
  name: 'expire',
  data: z.object({ number: z.number() }),
  async run({ data: { number }, chat, store }) {
    await store.remove(chat.id, number);
  },
});
