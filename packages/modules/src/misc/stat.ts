import { misc } from './module.ts';

/** Telegram numbers a group's messages, so the number of this one is about how many there were. */
export const stat = misc.command({
  name: 'stat',
  disableable: true,
  run({ chat, message, reply }) {
    reply('stat', { title: chat.title, count: message.id + 1 });
  },
});
