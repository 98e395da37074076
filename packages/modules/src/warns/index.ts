import { resetAll, resetallwarns, resetwarn, rmwarn } from './commands/remove.ts';
import { setwarnlimit, setwarnmode, setwarntime } from './commands/settings.ts';
import { view, warnings } from './commands/view.ts';
import { dwarn, swarn, warn } from './commands/warn.ts';
import { expire } from './expire.ts';
import { warns } from './module.ts';
import { release } from './release-button.ts';
import { remove } from './remove-button.ts';
import { settle } from './settle.ts';

export default warns.with({
  commands: [
    warn,
    swarn,
    dwarn,
    view,
    warnings,
    rmwarn,
    resetwarn,
    resetallwarns,
    setwarnlimit,
    setwarnmode,
    setwarntime,
  ],
  callbacks: [remove, release, resetAll],
  continuations: [settle],
  timers: [expire],
});
