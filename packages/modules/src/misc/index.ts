import { id } from './id.ts';
import { info } from './info.ts';
import { misc } from './module.ts';
import { measured, ping } from './ping.ts';
import { continuations, removebotkeyboard, timers } from './remove-keyboard.ts';
import { stat } from './stat.ts';
import { tell, told } from './tell.ts';

export default misc.with({
  commands: [ping, id, info, stat, tell, removebotkeyboard],
  continuations: [measured, told, ...continuations],
  timers,
});
