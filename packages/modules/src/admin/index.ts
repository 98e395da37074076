import { anonadmin } from './commands/anonadmin.ts';
import { admincache, clearadmincache } from './commands/cache.ts';
import { demote, demoted } from './commands/demote.ts';
import { invitelink, linkMade } from './commands/invitelink.ts';
import { adminlist } from './commands/list.ts';
import { promote, promoted } from './commands/promote.ts';
import { title } from './commands/title.ts';
import { admin } from './module.ts';

export default admin.with({
  commands: [adminlist, promote, demote, title, invitelink, anonadmin, admincache, clearadmincache],
  continuations: [promoted, demoted, linkMade],
});
