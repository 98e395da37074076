import type { Permissions } from '@alita/kit';
import { RESTRICT, TARGET_AND_REASON } from '@alita/moderation';
import { mutes } from '../module.ts';
import { requireMutable } from '../mutable.ts';
import { release } from '../release-button.ts';

/** Words, and nothing else: what is not named is taken away. */
const WORDS: Permissions = { can_send_messages: true };

/** Half a mute; the same command and button lift it. */
export const mutemedia = mutes.command({
  name: 'mutemedia',
  args: TARGET_AND_REASON,
  needs: RESTRICT,
  async run({ args: { target, reason }, chat, me, members, ask, act, say }) {
    const said = await requireMutable(target, { chat, me, members, ask });
    act.restrict(target, WORDS).ok(say('media-muted', { ...said, reason }, [release.button({ id: target.id })]));
  },
});
