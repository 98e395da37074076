import { Duration, type Needs, UserError, z } from '@alita/kit';
import { admin } from '../module.ts';

const NEEDS: Needs = { actor: 'admin', bot: 'admin' };

/** Telegram is asked for the list this often at most, in milliseconds. */
const PAUSE_MS = 30_000;

export const admincache = admin.command({
  name: 'admincache',
  needs: NEEDS,
  async run({ members, windows, reply }) {
    if (await windows.read('reloaded', z.boolean()))
      throw new UserError('reloaded-just-now', { pause: new Duration(PAUSE_MS) });
    members.forget();
    const { length: count } = await members.admins();
    windows.write('reloaded', true, PAUSE_MS);
    reply('reloaded', { count });
  },
});

export const clearadmincache = admin.command({
  name: 'clearadmincache',
  needs: NEEDS,
  run({ members, reply }) {
    members.forget();
    reply('forgotten');
  },
});
