import type { Case } from '../stage.ts';
import { chats } from './chats.ts';
import { crowded } from './crowded.ts';
import { failover } from './failover.ts';
import { all, freeze, freezeOneOfTwo, kill, storm, takeover } from './kill.ts';
import { hiddenLimits } from './limits.ts';
import { points } from './points.ts';
import { posts } from './posts.ts';
import { restarts } from './restarts.ts';
import { servers } from './servers.ts';
import { short } from './short.ts';
import { telegram } from './telegram.ts';
import { timers } from './timers.ts';

/** Every case, in the order they are run. */
export const cases: readonly Case[] = [
  short,
  kill,
  freeze,
  takeover,
  freezeOneOfTwo,
  storm,
  all,
  ...points,
  posts,
  timers,
  ...servers,
  failover,
  ...telegram,
  ...restarts,
  ...chats,
  crowded,
  ...hiddenLimits,
];
