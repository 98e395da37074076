import { arg, Duration } from '@alita/kit';
import { nameOf, requirePerson } from '@alita/moderation';
import { listed } from '../list.ts';
import { warns } from '../module.ts';
import { shownTime } from './settings.ts';

/** Somebody's warnings, one's own unless somebody is named. */
export const view = warns.command({
  name: 'warns',
  args: { target: arg.member().optional() },
  disableable: true,
  async run({ args, actor, chat, settings, store, t, reply }) {
    const person = args.target ?? actor;
    requirePerson(person);
    const warnings = await store.of(chat.id, person.id);
    const said = { name: nameOf(person), count: warnings.length, limit: settings.limit };
    if (warnings.length === 0) reply('none', said);
    else reply('list', { ...said, list: listed(warnings, t) });
  },
});

export const warnings = warns.command({
  name: 'warnings',
  needs: { actor: 'admin', bot: 'admin' },
  run({ settings: { limit, mode, lengthMs, countsMs }, reply }) {
    reply('settings', { limit, mode, length: new Duration(lengthMs), counts: shownTime(countsMs) });
  },
});
