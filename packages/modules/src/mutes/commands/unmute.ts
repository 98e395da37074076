import { arg } from '@alita/kit';
import { nameOf, permissionsOf, RESTRICT, requirePerson } from '@alita/moderation';
import { mutes } from '../module.ts';
import { isMuted } from '../mutable.ts';

/** Gives back what every member of the chat may do. */
export const unmute = mutes.command({
  name: 'unmute',
  args: { target: arg.member() },
  needs: RESTRICT,
  async run({ args: { target }, chat, members, ask, reply, act, say }) {
    requirePerson(target);
    const name = nameOf(target);
    if (!isMuted(await members.find(target.id))) return void reply('not-muted', { name });
    act.restrict(target, await permissionsOf({ chat, ask })).ok(say('unmuted', { name }));
  },
});
