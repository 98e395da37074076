import { ban, dban, sban, tban } from './commands/ban.ts';
import { dkick, kick, kickme, leave, skick } from './commands/kick.ts';
import { restrict, unrestrict } from './commands/restrict.ts';
import { unban } from './commands/unban.ts';
import * as menus from './menus.ts';
import { bans } from './module.ts';

export default bans.with({
  commands: [ban, sban, dban, tban, unban, kick, skick, dkick, kickme, restrict, unrestrict],
  callbacks: [menus.restrict, menus.release, leave],
});
