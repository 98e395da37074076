import { del } from './commands/del.ts';
import { purge, purgenotice, spurge } from './commands/purge.ts';
import { purgefrom, purgeto } from './commands/range.ts';
import { purges } from './module.ts';
import { step } from './purging.ts';
import { tidy } from './tidy.ts';

export default purges.with({
  commands: [del, purge, spurge, purgefrom, purgeto, purgenotice],
  continuations: [step],
  timers: [tidy],
});
