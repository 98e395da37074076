import { arg, Duration, defineArg, UserError } from '@alita/kit';
import { isTemporary, PUNISHMENTS } from '@alita/moderation';
import { warns } from '../module.ts';

export const setwarnlimit = warns.settingCommand({
  name: 'setwarnlimit',
  synonyms: ['warnlimit'],
  field: 'limit',
  arg: arg.int({ min: 1, max: 100 }),
});

/** Without a mode it says the one that holds; a temporary one without a length keeps the length there is. */
export const setwarnmode = warns.command({
  name: 'setwarnmode',
  synonyms: ['warnmode'],
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

const FOR_GOOD = 'off';
const lengthOrOff = defineArg<number | typeof FOR_GOOD>('duration', (input) => {
  if (input.peek()?.text.toLowerCase() !== FOR_GOOD) return arg.duration().read(input);
  input.take();
  return { ok: true, value: FOR_GOOD };
});

/** How long a warning counts. A change holds for the warnings that are given from then on. */
export const setwarntime = warns.command({
  name: 'setwarntime',
  synonyms: ['warntime'],
  args: { length: lengthOrOff.optional() },
  needs: { actor: 'admin', bot: 'admin' },
  in: 'connected',
  async run({ args: { length }, settings, configure, reply }) {
    const countsMs = length === undefined ? settings.countsMs : length === FOR_GOOD ? undefined : length;
    if (length !== undefined) await configure({ countsMs });
    reply(length === undefined ? 'setwarntime-is' : 'setwarntime-set', { counts: shownTime(countsMs) });
  },
});

/** A length as it is put into a sentence, where there is one. */
export const shownTime = (ms: number | undefined): Duration | undefined =>
  ms === undefined ? undefined : new Duration(ms);
