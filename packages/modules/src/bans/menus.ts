import { z } from '@alita/kit';
import { nameOf, punish, RELEASING, RESTRICT, requirePunishable } from '@alita/moderation';
import { bans } from './module.ts';

const Restriction = z.enum(['ban', 'kick', 'mute']);

/** What `/restrict` offers. Everything is checked again: much may have changed since the menu was shown. */
export const restrict = bans.callback({
  name: 'restrict',
  data: z.object({ how: Restriction, id: z.number() }),
  needs: RESTRICT,
  async run({ data: { how, id }, actor, messageId, now, chat, me, members, ask, act }) {
    const { person } = await requirePunishable({ id, name: String(id) }, { chat, me, members, ask });
    const said = { by: nameOf(actor), name: nameOf(person), how };
    punish(act, person, how, now).ok(act.editing({ chat, id: messageId }, 'restricted', said));
  },
});

/** What `/unrestrict` offers, and the button under a ban. */
export const release = bans.callback({ name: 'release', ...RELEASING });
