import { continuations } from './admit.ts';
import { allowconnect, connect, connection, disconnect, link, reconnect } from './commands.ts';
import { idle, use } from './idle.ts';
import { view } from './lists.ts';
import { connections } from './module.ts';

export default connections.with({
  commands: [connect, connection, disconnect, reconnect, allowconnect],
  callbacks: [view],
  continuations,
  timers: [idle],
  watchers: [use],
  links: [link],
});
