import { type Message, type Person, UserError } from '@alita/kit';

/**
 * The message that `/dban` and its like delete: the one replied to, whose author must be the target.
 * @throws UserError when there is no reply, or somebody else was named
 */
export function repliedMessage({ replyTo }: Message, target: Person): Message {
  if (!replyTo) throw new UserError('moderation.reply-needed');
  if (replyTo.sender.id !== target.id) throw new UserError('moderation.other-author');
  return replyTo;
}
