import { arg, Duration, UserError } from '@alita/kit';
import { isTemporary, PUNISHMENTS } from '@alita/moderation';
import { warns } from '../module.ts';

export const setwarnlimit = warns.settingCommand({
  name: 'setwarnlimit',
  field: 'limit',
  arg: arg.int({ min: 1, max: 100 }),
});

/** Without a mode it says the one that holds; a temporary one without a length keeps the length there is. */
export const setwarnmode = warns.command({
  name: 'setwarnmode',
  args: { mode: arg.choice(PUNISHMENTS).optional(), length: arg.duration().optional() },
  needs: { actor: 'admin', bot: 'admin' },
  in: 'connected',
  async run({ args: { mode, length }, settings, configure, reply }) {
    const lengthMs = length ?? settings.lengthMs;
    if (mode === undefined) {
      return void reply('setwarnmode-is', { mode: settings.mode, length: new Duration(lengthMs) });
    }
    if (length !== undefined && !isTemporary(mode)) throw new UserError('mode-for-good', { mode });
    await configure({ mode, lengthMs });
    reply('setwarnmode-set', { mode, length: new Duration(lengthMs) });
  },
});
