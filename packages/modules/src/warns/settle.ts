import { Duration, z } from '@alita/kit';
import { nameOf, Punishment } from '@alita/moderation';
import { listed } from './list.ts';
import { warns } from './module.ts';
import { release } from './release-button.ts';

/**
 * What becomes of the warnings that led to a punishment once its outcome is known: forgotten, or counting again, so
 * that the next warning tries again.
 */
export const settle = warns.continuation({
  name: 'settle',
  data: z.object({
    person: z.object({ id: z.number(), name: z.string() }),
    upTo: z.number(),
    limit: z.number(),
    mode: Punishment,
    lengthMs: z.number(),
    isSilent: z.boolean(),
  }),
  async run({ data, outcome, chat, store, t, reply }) {
    const { person, upTo, limit, mode, isSilent } = data;
    const name = nameOf(person);
    if (!outcome.ok) {
      await store.giveBack(chat.id, person.id, upTo);
      const { length: count } = await store.of(chat.id, person.id);
      return void reply('not-punished', { name, count, limit, why: t(`kit.refused.${outcome.refusal ?? 'unknown'}`) });
    }
    const spent = await store.takeSpent(chat.id, person.id, upTo);
    if (isSilent) return;
    const said = {
      name,
      count: spent.length,
      limit,
      mode,
      length: new Duration(data.lengthMs),
      list: listed(spent, t),
    };
    reply('punished', said, releaseButton(mode, person));
  },
});

/** Nobody who was only removed needs to be released. */
function releaseButton(mode: Punishment, { id }: { id: number }) {
  if (mode === 'kick') return [];
  const how = mode === 'ban' || mode === 'tban' ? 'unban' : 'unmute';
  return [release.button({ how, id }, { params: { how } })];
}
