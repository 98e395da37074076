import { dmute, mute, smute, tmute } from './commands/mute.ts';
import { mutemedia } from './commands/mutemedia.ts';
import { unmute } from './commands/unmute.ts';
import { mutes } from './module.ts';
import { release } from './release-button.ts';

export default mutes.with({
  commands: [mute, smute, dmute, tmute, mutemedia, unmute],
  callbacks: [release],
});
