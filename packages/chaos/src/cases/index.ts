import type { Case } from '../stage.ts';
import { all, freeze, freezeOneOfTwo, kill, storm, takeover } from './kill.ts';

/** Every case, in the order they are run. */
export const cases: readonly Case[] = [kill, freeze, takeover, freezeOneOfTwo, storm, all];
