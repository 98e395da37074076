import { z } from '@alita/kit';
import { misc } from './module.ts';

/** The placeholder's way is the first figure; here the second is taken and both are shown. */
export const measured = misc.continuation({
  name: 'measured',
  data: z.object({ shown: z.object({ chat: z.number(), ref: z.string() }) }),
  async run({ data: { shown }, outcome: sent, ask, act }) {
    const asked = await ask('getMe');
    if (sent.tookMs === undefined || asked.tookMs === undefined) return void act.edit(shown, 'ping-unmeasured');
    const send = Math.round(sent.tookMs);
    const api = Math.round(asked.tookMs);
    act.edit(shown, 'pong', { api, send, difference: Math.abs(send - api) });
  },
});

export const ping = misc.command({
  name: 'ping',
  in: 'any',
  disableable: true,
  run({ chat, reply }) {
    const shown = reply('ping');
    shown.ok(measured.in(chat, { shown }));
  },
});
