import type { Case } from '../stage.ts';
import { all, freeze, freezeOneOfTwo, kill, storm, takeover } from './kill.ts';
import { hiddenLimits } from './limits.ts';
import { points } from './points.ts';
import { servers } from './servers.ts';
import { telegram } from './telegram.ts';

/** Every case, in the order they are run. */
export const cases: readonly Case[] = [
  kill,
  freeze,
  takeover,
  freezeOneOfTwo,
  storm,
  all,
  ...points,
  ...servers,
  ...telegram,
  ...hiddenLimits,
];
