import { arg, Duration, parseDuration, UserError, z } from '@alita/kit';
import { messageLink } from '@alita/moderation';
import { PIN, pins } from '../module.ts';

const LOUD = ['loud', 'notify', 'violent'];

/** The time of a message to be pinned is over. */
export const over = pins.timer({
  name: 'over',
  data: z.object({ id: z.number() }),
  run: ({ data: { id }, chat, act }) => void act.unpin({ chat, id }).quietly(),
});

/** In silence unless one of three words asks for a notification, and for good unless a length is named. */
export const pin = pins.command({
  name: 'pin',
  args: { how: arg.text().optional() },
  needs: PIN,
  run({ args: { how = '' }, message: { replyTo }, chat, now, timer, act, say }) {
    if (!replyTo) throw new UserError('reply-to-pin');
    const { id } = replyTo;
    const words = how.toLowerCase().split(/\s+/);
    const loud = words.some((word) => LOUD.includes(word));
    const ms = words.map((word) => parseDuration(word)).find((length) => typeof length === 'number');
    timer(ms === undefined ? over.cancel(id) : over.at(new Date(now.getTime() + ms), id, { id }));
    const said = { link: messageLink(chat, id), loud, length: ms === undefined ? undefined : new Duration(ms) };
    act.pin(replyTo, { loud }).ok(say('pinned', said, [], { replyTo: id }));
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
