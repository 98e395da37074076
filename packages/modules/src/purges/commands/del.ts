import { UserError } from '@alita/kit';
import { purges } from '../module.ts';
import { DELETE } from '../needs.ts';

/** One message and the command itself; Telegram's refusal of the message is told. */
export const del = purges.command({
  name: 'del',
  needs: DELETE,
  run({ message, act }) {
    if (!message.replyTo) throw new UserError('reply-to-delete');
    act.deleteMessage(message.replyTo);
    act.deleteMessage(message).quietly();
  },
});
