import { arg, type Message, UserError } from '@alita/kit';
import { purges } from '../module.ts';
import { DELETE } from '../needs.ts';
import { startPurge } from '../purging.ts';
import { LONGEST, type Span } from '../spans.ts';

const purgeCommand = (name: string, isSilent: boolean) =>
  purges.command({
    name,
    args: { text: arg.text().optional() },
    needs: DELETE,
    async run(context) {
      const { message, args } = context;
      const reason = message.replyTo ? args.text : undefined;
      await startPurge(spanBefore(message, args.text), { oldest: message.replyTo?.date, reason, isSilent }, context);
    },
  });

/** From the replied-to message up to the command; without a reply, as many as the number says. */
export const purge = purgeCommand('purge', false);

/** The same without a word, unless it is refused. */
export const spurge = purgeCommand('spurge', true);

function spanBefore({ id, replyTo }: Message, text: string | undefined): Span {
  if (replyTo) return { from: replyTo.id, to: id - 1 };
  const last = Number(text);
  if (!Number.isSafeInteger(last) || last < 1) throw new UserError('reply-to-purge', { max: LONGEST });
  if (last > LONGEST) throw new UserError('too-many', { count: last, max: LONGEST });
  return { from: Math.max(1, id - last), to: id - 1 };
}

export const purgenotice = purges.settingCommand({
  name: 'purgenotice',
  field: 'noticeSeconds',
  arg: arg.int({ min: 3, max: 300 }),
  needs: { actor: 'can_delete_messages', bot: 'admin' },
});
