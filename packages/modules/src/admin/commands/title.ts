import { arg, UserError } from '@alita/kit';
import { nameOf } from '@alita/moderation';
import { admin } from '../module.ts';
import { adminsAround } from '../people.ts';
import { cutTitle } from '../rules.ts';

/** Telegram lets the bot title only those whom it promoted. */
export const title = admin.command({
  name: 'title',
  synonyms: ['settitle'],
  args: { target: arg.member(), title: arg.text({ called: 'title' }) },
  needs: { actor: 'can_promote_members', bot: 'can_promote_members' },
  async run({ args, message, chat, me, members, ask, act, say }) {
    const { target } = args;
    const admins = await adminsAround(target, message, { chat, me, members, ask });
    const name = nameOf(target);
    if (!admins.target) throw new UserError('not-an-admin', { name });
    const cut = cutTitle(args.title);
    act
      .title(target, cut.title)
      .ok(say('titled', { name, ...cut }))
      .refused({ 'no-rights': say('cannot-title', { name }), invalid: say('title-invalid', { title: cut.title }) });
  },
});
