import { type Params, z } from '@alita/kit';
import { devs } from '../module.ts';
import { privately } from '../privately.ts';

/** Counting may take a moment, so the placeholder is on its way first. */
export const counted = devs.continuation({
  name: 'counted',
  data: z.object({ shown: z.object({ chat: z.number(), ref: z.string() }), version: z.string() }),
  async run({ data: { shown, version }, store, now, t, act }) {
    const format = new Intl.NumberFormat(t.language);
    const figures = Object.entries(await store.figures(now)).map(([name, count]) => [name, format.format(count)]);
    const said: Params = Object.fromEntries(figures);
    act.edit(shown, 'stats', { ...said, version, runtime: process.version });
  },
});

export const stats = (version = '') =>
  devs.command({
    name: 'stats',
    in: 'any',
    needs: { actor: 'team' },
    run(context) {
      const shown = privately(context, 'stats-counting');
      shown.ok(counted.in(context.chat, { shown, version }));
    },
  });
