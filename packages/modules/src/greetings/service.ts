import { arg, order, UserError, type Verdict } from '@alita/kit';
import { greetings } from './module.ts';
import { readKinds, SERVICE_KINDS, serviceKind } from './service-kinds.ts';

/** Takes notices away of which the chat has enough, the bot's own among them (GRT-14, GRT-B10). */
export const cleaner = greetings.watcher({
  name: 'cleaner',
  on: 'message',
  order: order.membership,
  run(context): Verdict {
    const { message, settings } = context;
    const kind = serviceKind(message.raw);
    if (kind && settings.cleanService.includes(kind)) context.act.deleteMessage(message).quietly();
    return 'continue';
  },
});

export const cleanservice = greetings.command({
  name: 'cleanservice',
  args: { kinds: arg.text().optional() },
  needs: { actor: 'can_change_info', bot: 'can_delete_messages' },
  in: 'connected',
  async run({ args, settings, configure, reply }) {
    const read = args.kinds === undefined ? settings.cleanService : readKinds(args.kinds);
    if ('unknown' in read) throw new UserError('not-a-kind', { word: read.unknown, kinds: SERVICE_KINDS.join(', ') });
    if (args.kinds !== undefined) await configure({ cleanService: [...read] });
    const left = SERVICE_KINDS.filter((kind) => !read.includes(kind));
    reply(args.kinds === undefined ? 'cleanservice-is' : 'cleanservice-set', {
      kinds: read.length > 0 ? read.join(', ') : undefined,
      left: left.length > 0 ? left.join(', ') : undefined,
    });
  },
});
