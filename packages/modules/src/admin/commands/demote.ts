import { arg, UserError, z } from '@alita/kit';
import { nameOf } from '@alita/moderation';
import { admin } from '../module.ts';
import { adminsAround } from '../people.ts';
import { outranks } from '../rules.ts';

/** Makes an admin an ordinary member again. Nobody demotes who may do more than they may. */
export const demote = admin.command({
  name: 'demote',
  args: { target: arg.member() },
  needs: { actor: 'can_promote_members', bot: 'can_promote_members' },
  async run({ args: { target }, message, chat, me, members, ask, act, say }) {
    const admins = await adminsAround(target, message, { chat, me, members, ask });
    const name = nameOf(target);
    if (!admins.target) throw new UserError('not-an-admin', { name });
    if (!outranks(admins.actor, admins.target)) throw new UserError('outranked', { name });
    const { id } = target;
    act
      .promote(target, [])
      .ok(demoted.in(chat, { person: { id, name: target.name } }))
      .refused({ 'no-rights': say('cannot-demote', { name }) });
  },
});

export const demoted = admin.continuation({
  name: 'demoted',
  data: z.object({ person: z.object({ id: z.number(), name: z.string() }) }),
  run({ data: { person }, members, reply }) {
    members.forget();
    reply('demoted', { name: nameOf(person) });
  },
});
