import { arg, Duration, UserError } from '@alita/kit';
import { keep, markerFor, WAIT_MS, waiting } from '../marker.ts';
import { purges, shownOf } from '../module.ts';
import { DELETE } from '../needs.ts';
import { startPurge } from '../purging.ts';
import { spanOf } from '../spans.ts';
import { tidy } from '../tidy.ts';

/** Marks one end; an earlier mark of the same admin is forgotten. */
export const purgefrom = purges.command({
  name: 'purgefrom',
  needs: DELETE,
  async run({ message, now, windows, timer, act, reply }) {
    const { replyTo, userId } = message;
    if (!replyTo) throw new UserError('reply-to-mark');
    const markers = await waiting({ windows, now });
    const before = markers[userId];
    if (before) act.deleteMessage(before.note).quietly();
    const note = shownOf(reply('marked', { wait: new Duration(WAIT_MS) }, [], { replyTo: replyTo.id }));
    const until = now.getTime() + WAIT_MS;
    keep({ ...markers, [userId]: { messageId: replyTo.id, date: replyTo.date.getTime(), until, note } }, { windows });
    timer(tidy.at(new Date(until), userId, { shown: note }));
    act.deleteMessage(message).quietly();
  },
});

/** Purges from the mark to the replied-to message, whichever is the older. */
export const purgeto = purges.command({
  name: 'purgeto',
  args: { reason: arg.text({ called: 'reason' }).optional() },
  needs: DELETE,
  async run(context) {
    const { args, message, now, windows, timer, act } = context;
    const { replyTo, userId } = message;
    if (!replyTo) throw new UserError('reply-to-mark');
    const markers = await waiting({ windows, now });
    const found = markerFor(markers, userId);
    if (!found) throw new UserError('not-marked');
    const [owner, marker] = found;
    if (marker.messageId === replyTo.id) throw new UserError('same-message');
    const isMarkOlder = marker.messageId < replyTo.id;
    const oldest = isMarkOlder ? new Date(marker.date) : replyTo.date;
    await startPurge(spanOf(marker.messageId, replyTo.id), { oldest, reason: args.reason }, context);
    const { [owner]: _, ...others } = markers;
    keep(others, { windows });
    timer(tidy.cancel(owner));
    act.deleteMessage(marker.note).quietly();
  },
});
