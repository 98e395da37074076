import { z } from '@alita/kit';
import { misc } from './module.ts';

const SHOWN_MS = 1_000;

const vanish = misc.timer({
  name: 'vanish',
  data: z.object({ message: z.number() }),
  run: ({ data: { message: id }, chat, act }) => void act.deleteMessage({ chat, id }).quietly(),
});

const shown = misc.continuation({
  name: 'keyboard-shown',
  data: z.object({}),
  run({ outcome: { messageId }, now, timer }) {
    if (messageId !== undefined)
      timer(vanish.at(new Date(now.getTime() + SHOWN_MS), messageId, { message: messageId }));
  },
});

/** Only for whoever asks: the keyboard goes from their screen alone. */
export const removebotkeyboard = misc.command({
  name: 'removebotkeyboard',
  in: 'any',
  run({ chat, t, act }) {
    act
      .send('sendMessage', {
        text: t('misc.keyboard-removed'),
        parse_mode: 'HTML',
        reply_markup: { remove_keyboard: true, selective: true },
      })
      .ok(shown.in(chat, {}));
  },
});

export const continuations = [shown];
export const timers = [vanish];
