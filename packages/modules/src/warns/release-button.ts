import { z } from '@alita/kit';
import { lift, nameOf, RESTRICT, Release } from '@alita/moderation';
import { warns } from './module.ts';

/** Under a punishment: takes it back. The warnings that led to it stay forgotten. */
export const release = warns.callback({
  name: 'release',
  data: z.object({ how: Release, id: z.number() }),
  needs: RESTRICT,
  async run({ data: { how, id }, actor, message, messageId, chat, me, members, ask, act }) {
    const target = { id, name: String(id) };
    const released = act.editing({ chat, id: messageId }, 'released', {
      before: message?.text,
      by: nameOf(actor),
      how,
    });
    (await lift(act, target, how, { chat, me, members, ask })).ok(released);
  },
});
