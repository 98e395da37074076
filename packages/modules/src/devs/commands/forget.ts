import { arg, UserError } from '@alita/kit';
import { nameOf, requirePerson } from '@alita/moderation';
import { devs } from '../module.ts';

/** Erases what is kept about somebody who asked for it. They are known again once they say something. */
export const forget = devs.command({
  name: 'forget',
  in: 'any',
  needs: { actor: 'bot-owner' },
  args: { target: arg.member() },
  async run({ args: { target }, store, note, reply }) {
    requirePerson(target);
    const name = nameOf(target);
    if (!(await store.forget(target.id))) throw new UserError('nothing-kept', { name });
    note({ forgot: target.id });
    reply('forgotten', { name });
  },
});
