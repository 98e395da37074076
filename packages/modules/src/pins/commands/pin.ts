import { arg, UserError, z } from '@alita/kit';
import { messageLink } from '@alita/moderation';
import { PIN, pins } from '../module.ts';

const LOUD = ['loud', 'notify', 'violent'];

/** In silence, unless one of three words asks for a notification. */
export const pin = pins.command({
  name: 'pin',
  args: { how: arg.word().optional() },
  needs: PIN,
  run({ args: { how }, message: { replyTo }, chat, act, say }) {
    if (!replyTo) throw new UserError('reply-to-pin');
    const loud = LOUD.includes(how?.toLowerCase() ?? '');
    const said = { link: messageLink(chat, replyTo.id), loud };
    act.pin(replyTo, { loud }).ok(say('pinned', said, [], { replyTo: replyTo.id }));
  },
});

/** The replied-to message, or the newest that is pinned. */
export const unpin = pins.command({
  name: 'unpin',
  needs: PIN,
  run({ message: { replyTo }, act, say }) {
    act
      .unpin(replyTo)
      .ok(say('unpinned', { which: replyTo ? 'this' : 'newest' }, [], { replyTo: replyTo?.id }))
      .refused({ 'message-gone': say(replyTo ? 'not-pinned' : 'nothing-pinned') });
  },
});

const Pinned = z.object({ pinned_message: z.object({ message_id: z.number() }).optional() });

/** Leads to the newest pinned message. */
export const pinned = pins.command({
  name: 'pinned',
  needs: { bot: 'admin' },
  disableable: true,
  async run({ message, chat, ask, reply }) {
    const { ok, result } = await ask('getChat', { chat_id: chat.id });
    if (!ok) throw new UserError('kit.cannot-verify');
    const { pinned_message: newest } = Pinned.parse(result);
    if (!newest) return void reply('nothing-pinned');
    const url = messageLink(chat, newest.message_id);
    reply('newest', { link: url }, [{ label: 'pins.button-newest', url }], { replyTo: message.replyTo?.id });
  },
});
