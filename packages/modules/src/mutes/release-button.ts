import { UserError, z } from '@alita/kit';
import { nameOf, permissionsOf, RESTRICT } from '@alita/moderation';
import { mutes } from './module.ts';
import { isMuted } from './mutable.ts';

/** Under a mute: takes it back. What the message said stays readable, struck through. */
export const release = mutes.callback({
  name: 'release',
  data: z.object({ id: z.number() }),
  needs: RESTRICT,
  async run({ data, actor, chat, message, messageId, members, ask, act }) {
    const member = await members.find(data.id);
    if (!isMuted(member)) throw new UserError('not-muted', { name: member?.person.name ?? String(data.id) });
    const released = act.editing({ chat, id: messageId }, 'released', { before: message?.text, by: nameOf(actor) });
    act.restrict(data, await permissionsOf({ chat, ask })).ok(released);
  },
});
