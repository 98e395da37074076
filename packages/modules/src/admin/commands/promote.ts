import { arg, RIGHTS, UserError, z } from '@alita/kit';
import { nameOf, requireInChat } from '@alita/moderation';
import { admin } from '../module.ts';
import { adminsAround } from '../people.ts';
import { rightsAsText } from '../rights-text.ts';
import { cutTitle, grantable } from '../rules.ts';

/** Makes somebody an admin with what the promoter and the bot both hold. */
export const promote = admin.command({
  name: 'promote',
  args: { target: arg.member(), title: arg.text({ called: 'title' }).optional() },
  needs: { actor: 'can_promote_members', bot: 'can_promote_members' },
  async run({ args: { target, title }, message, chat, me, members, ask, act, say }) {
    const admins = await adminsAround(target, message, { chat, me, members, ask });
    const name = nameOf(target);
    if (admins.target) throw new UserError('already-admin', { name });
    await requireInChat(target, { members });
    const rights = grantable(admins.actor, admins.bot);
    if (rights.length === 0) throw new UserError('nothing-to-give', { name });
    const { id } = target;
    act
      .promote(target, rights)
      .ok(promoted.in(chat, { person: { id, name: target.name }, rights, title }))
      .refused({ 'no-rights': say('cannot-promote', { name }) });
  },
});

/** The title needs an admin to belong to, so it comes second; without it the promotion holds all the same. */
export const promoted = admin.continuation({
  name: 'promoted',
  data: z.object({
    person: z.object({ id: z.number(), name: z.string() }),
    rights: z.array(z.enum(RIGHTS)),
    title: z.string().optional(),
  }),
  run({ data: { person, rights, title: given }, members, act, reply, say, t }) {
    members.forget();
    const said = { name: nameOf(person), rights: rightsAsText(rights, t) };
    if (given === undefined) return void reply('promoted', said);
    const { title, from } = cutTitle(given);
    act
      .title(person, title)
      .ok(say('promoted-as', { ...said, title, from }))
      .otherwise(say('promoted-untitled', { ...said, title }));
  },
});
