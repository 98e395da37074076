import { Duration, z } from '@alita/kit';
import { nameOf, Punishment } from '@alita/moderation';
import { listed } from './list.ts';
import { warns } from './module.ts';

/**
 * What becomes of the warnings once it is known whether the punishment was carried out: forgotten, up to the one that
 * led to it, or kept, so that the next warning tries again.
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
    const warnings = (await store.of(chat.id, person.id)).filter(({ number }) => number <= upTo);
    const said = { name: nameOf(person), count: warnings.length, limit };
    if (!outcome.ok) {
      const why = t(`kit.refused.${outcome.refusal ?? 'unknown'}`);
      return void reply('not-punished', { ...said, why });
    }
    await store.clear(chat.id, person.id, upTo);
    if (isSilent) return;
    reply('punished', { ...said, mode, length: new Duration(data.lengthMs), list: listed(warnings, t) });
  },
});
