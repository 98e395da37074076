import { loudpermapin, permapin, said } from './commands/permapin.ts';
import { over, pin, pinned, unpin } from './commands/pin.ts';
import { antichannelpin, cleanlinked } from './commands/settings.ts';
import { unpinAll, unpinall } from './commands/unpinall.ts';
import { again, lacking, linked } from './linked.ts';
import { pins } from './module.ts';

export default pins.with({
  commands: [pin, unpin, unpinall, permapin, loudpermapin, pinned, antichannelpin, cleanlinked],
  callbacks: [unpinAll],
  watchers: [linked],
  timers: [again, over],
  continuations: [said, lacking],
});
