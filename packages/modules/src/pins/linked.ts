import { CHANNEL_ACCOUNT, type Message, order, RIGHTS, TELEGRAM_ACCOUNT, type Verdict, z } from '@alita/kit';
import { pins } from './module.ts';

/** Telegram pins a post of the linked channel by itself, at times only after the bot has heard of the post. */
const SECOND_LOOK_MS = 5_000;
/** How often admins are told of a right that is missing. */
const TOLD_FOR_MS = 24 * 3_600_000;

/** Deletes or unpins what the linked channel posts, and takes the notice of its pin away. */
export const linked = pins.watcher({
  name: 'linked',
  on: 'message',
  order: order.linked,
  run(context): Verdict {
    const { antiChannelPin, cleanLinked } = context.settings;
    if (!antiChannelPin && !cleanLinked) return 'continue';
    const { message, chat, now, timer, act } = context;
    if (message.isAutomaticForward && cleanLinked) {
      act.deleteMessage(message).refused({ 'no-rights': lacking.in(chat, { right: 'can_delete_messages' }) });
    } else if (message.isAutomaticForward) {
      act.unpin(message).refused({ 'no-rights': lacking.in(chat, { right: 'can_pin_messages' }) });
      timer(again.at(new Date(now.getTime() + SECOND_LOOK_MS), message.id, { id: message.id }));
    } else {
      const id = pinnedByItself(message);
      if (id === undefined) return 'continue';
      act.unpin({ chat, id }).quietly();
      act.deleteMessage(message).quietly();
    }
    return 'continue';
  },
});

const Post = z.object({ message_id: z.number(), is_automatic_forward: z.literal(true) });

/** The post that Telegram, not an admin, pinned with this notice. */
function pinnedByItself({ userId, raw }: Message): number | undefined {
  if (raw.pinned_message === undefined || (userId !== TELEGRAM_ACCOUNT && userId !== CHANNEL_ACCOUNT)) return undefined;
  return Post.safeParse(raw.pinned_message).data?.message_id;
}

export const again = pins.timer({
  name: 'again',
  data: z.object({ id: z.number() }),
  run({ data: { id }, chat, settings, act }) {
    if (settings.antiChannelPin) act.unpin({ chat, id }).quietly();
  },
});

/** The bot lost the right it needs: said once in a while. */
export const lacking = pins.continuation({
  name: 'lacking',
  data: z.object({ right: z.enum(RIGHTS) }),
  async run({ data: { right }, windows, t, reply }) {
    const name = `told-${right}`;
    if (await windows.read(name, z.boolean())) return;
    windows.write(name, true, TOLD_FOR_MS);
    reply('lacking', { right: t(`kit.right.${right}`) }, [], { replyTo: false });
  },
});
