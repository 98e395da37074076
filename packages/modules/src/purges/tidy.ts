import { z } from '@alita/kit';
import { purges, Shown } from './module.ts';

/** Takes a notice away that nobody needs any more. */
export const tidy = purges.timer({
  name: 'tidy',
  data: z.object({ shown: Shown }),
  run: ({ data, act }) => void act.deleteMessage(data.shown).quietly(),
});
