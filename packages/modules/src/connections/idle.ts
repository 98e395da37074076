import { order, type TimerOrder, type Verdict, z } from '@alita/kit';
import { connections } from './module.ts';

const IDLE_MS = 30 * 86_400_000;

export const idle = connections.timer({
  name: 'idle',
  data: z.object({}),
  async run({ settings, configure }) {
    if (settings.connected) await configure({ connected: false });
  },
});

/** A connection nobody uses for a month ends: whoever finds the phone should not manage the group (CON-B3). */
export const usedAt = (now: Date): TimerOrder => idle.at(new Date(now.getTime() + IDLE_MS), 'connection', {});

/** Whatever is said in private puts the end off. */
export const use = connections.watcher({
  name: 'use',
  on: 'message',
  order: order.track,
  run(context): Verdict {
    const { chat, now, settings } = context;
    if (chat.type === 'private' && settings.connected) context.timer(usedAt(now));
    return 'continue';
  },
});
