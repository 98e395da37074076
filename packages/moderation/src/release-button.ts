import { type CallbackContext, z } from '@alita/kit';
import { nameOf } from './name.ts';
import { RESTRICT } from './needs.ts';
import { lift, Release } from './punish.ts';

const Data = z.object({ how: Release, id: z.number() });

type Pressed = Pick<
  CallbackContext<unknown, unknown, z.infer<typeof Data>>,
  'data' | 'actor' | 'messageId' | 'message' | 'chat' | 'me' | 'members' | 'ask' | 'act'
>;

/**
 * What a button under a ban or another punishment does: takes it back, for whoever may restrict. What the message said
 * stays readable, struck through.
 * @example const release = bans.callback({ name: 'release', ...RELEASING });
 */
export const RELEASING = {
  data: Data,
  needs: RESTRICT,
  async run({ data: { how, id }, actor, messageId, message, chat, me, members, ask, act }: Pressed): Promise<void> {
    const said = { before: message?.text, by: nameOf(actor), how };
    const lifted = await lift(act, { id, name: String(id) }, how, { chat, me, members, ask });
    lifted.ok(act.editing({ chat, id: messageId }, 'moderation.released', said));
  },
};
