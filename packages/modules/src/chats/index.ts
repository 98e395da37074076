import { type Module, order, type Verdict, z } from '@alita/kit';
import type { About } from '../about.ts';
import { createGreeting, GREETING, missingRights, PAUSE_MS } from './greeting.ts';
import { chats } from './module.ts';

const Change = z.looseObject({ new_chat_member: z.unknown() });

/** Where the bot was taken in, made an administrator, or put out. */
export function createChats({ links, dumpChat }: About): Module {
  const { greet, soon, never } = createGreeting(links?.news);

  const myself = chats.watcher({
    name: 'myself',
    on: 'me',
    order: order.membership,
    async run({ event: { before, after, raw }, chat, now, act, reply, t, timer, windows }): Promise<Verdict> {
      if (chat.type === 'private') return 'stop';
      if (chat.type === 'channel') {
        if (!before.isMember && after.isMember && chat.id !== dumpChat) act.call('leaveChat', { chat_id: chat.id });
        return 'stop';
      }
      if (!after.isMember) timer(never());
      else if (!before.isMember && chat.type === 'group') reply('hello-basic', {}, [], { expiresInMs: 60_000 });
      else if (!before.isMember) {
        timer(soon(now));
        windows.write(GREETING, true, PAUSE_MS);
      } else if (after.status === 'administrator' && before.status !== 'administrator') {
        if (await windows.read(GREETING, z.boolean())) return 'continue';
        const missing = missingRights(Change.safeParse(raw).data?.new_chat_member).map((right) =>
          t(`kit.right.${right}`),
        );
        reply('promoted', { missing: missing.length > 0 ? missing.join(', ') : undefined }, [], {
          expiresInMs: 60_000,
        });
      }
      return 'continue';
    },
  });

  const upgraded = chats.watcher({
    name: 'upgraded',
    on: 'migration',
    order: order.membership,
    run({ timer }): Verdict {
      timer(never());
      return 'continue';
    },
  });

  const gone = chats.watcher({
    name: 'gone',
    on: 'gone',
    order: order.membership,
    async run({ chat, store, timer }): Promise<Verdict> {
      await store.setInactive(chat.id);
      timer(never());
      return 'continue';
    },
  });

  return chats.with({ watchers: [myself, upgraded, gone], timers: [greet] });
}
