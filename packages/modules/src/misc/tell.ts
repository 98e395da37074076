import { arg, type Message, UserError, z } from '@alita/kit';
import { misc } from './module.ts';

/** The text has been said: the command that asked for it may go. */
export const told = misc.continuation({
  name: 'told',
  data: z.object({ command: z.number() }),
  run({ data: { command }, chat, act }) {
    act.deleteMessage({ chat, id: command }).quietly();
  },
});

/** Formatting of a part of a message, as Telegram takes it, counted from the beginning of that part. */
function formattingFrom(message: Message, from: number): unknown[] {
  const given = z
    .array(z.looseObject({ offset: z.number() }))
    .safeParse(message.raw.entities ?? message.raw.caption_entities);
  return (given.data ?? [])
    .filter(({ offset }) => offset >= from)
    .map((each) => ({ ...each, offset: each.offset - from }));
}

export const tell = misc.command({
  name: 'tell',
  needs: { actor: 'can_delete_messages', bot: 'can_delete_messages' },
  args: { text: arg.text() },
  run({ args: { text }, message, actor, chat, act, note }) {
    if (!message.replyTo) throw new UserError('tell-whom');
    note({ told: text.slice(0, 200), by: actor.id });
    const entities = formattingFrom(message, message.text.lastIndexOf(text));
    act
      .send('sendMessage', { text, entities }, { replyTo: message.replyTo.id })
      .ok(told.in(chat, { command: message.id }));
  },
});
