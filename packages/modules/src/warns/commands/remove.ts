import { arg, type Needs, z } from '@alita/kit';
import { nameOf, QUESTION_MS, requirePerson } from '@alita/moderation';
import { warns } from '../module.ts';

const NEEDS: Needs = { actor: 'can_restrict_members', bot: 'admin' };

export const rmwarn = warns.command({
  name: 'rmwarn',
  aliases: ['unwarn'],
  args: { target: arg.member() },
  needs: NEEDS,
  async run({ args: { target }, actor, chat, store, reply }) {
    requirePerson(target);
    const name = nameOf(target);
    const removed = await store.removeLatest(chat.id, target.id);
    if (removed) reply('removed', { name, by: nameOf(actor), number: removed.number });
    else reply('none', { name });
  },
});

export const resetwarn = warns.command({
  name: 'resetwarn',
  aliases: ['resetwarns'],
  args: { target: arg.member() },
  needs: NEEDS,
  async run({ args: { target }, actor, chat, store, reply }) {
    requirePerson(target);
    const name = nameOf(target);
    const count = await store.clear(chat.id, target.id);
    if (count > 0) reply('reset', { name, by: nameOf(actor), count });
    else reply('none', { name });
  },
});

/** The answer to "really all?". */
export const resetAll = warns.callback({
  name: 'resetall',
  data: z.object({ isSure: z.boolean() }),
  needs: { actor: 'owner' },
  lifetimeMs: QUESTION_MS,
  async run({ data: { isSure }, actor, chat, store, edit }) {
    if (isSure) await store.clearAll(chat.id);
    edit(isSure ? 'reset-all' : 'reset-all-cancelled', { by: nameOf(actor) });
  },
});

export const resetallwarns = warns.command({
  name: 'resetallwarns',
  needs: { actor: 'owner' },
  async run({ chat, store, reply }) {
    if (await store.isEmpty(chat.id)) return void reply('none-at-all');
    const yes = resetAll.button({ isSure: true }, { key: 'button-reset-all' });
    const no = resetAll.button({ isSure: false }, { key: 'button-cancel' });
    reply('reset-all-sure', {}, [yes, no]);
  },
});
