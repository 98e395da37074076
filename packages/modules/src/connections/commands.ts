import { type ActorContext, arg, type ConnectionSettings, UserError, z } from '@alita/kit';
import { admit, Group, standingOf } from './admit.ts';
import { connections } from './module.ts';

type Settings = z.infer<typeof ConnectionSettings>;
const Found = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().default(''),
  is_forum: z.boolean().optional(),
});

/** Asks the group whether this person may connect; it answers by itself. */
async function knock(
  chatId: number | string,
  isNew: boolean,
  { actor, ask, post }: Pick<ActorContext<undefined, Settings>, 'actor' | 'ask' | 'post'>,
): Promise<void> {
  const { ok, refusal, result } = await ask('getChat', { chat_id: chatId });
  if (!ok && refusal === 'unknown') throw new UserError('kit.cannot-verify');
  const { data: found } = Found.safeParse(result);
  const { data: to } = Group.safeParse({ ...found, isForum: found?.is_forum });
  if (!to) throw new UserError('denied');
  post(admit.in(to, { userId: actor.id, to, isNew }));
}

export const connect = connections.command({
  name: 'connect',
  in: 'any',
  args: { group: arg.chat().optional() },
  async run(context) {
    const { args, chat, message, me, members, settings, reply } = context;
    if (chat.type === 'private') {
      if (args.group === undefined) throw new UserError('which-group');
      return knock(args.group, true, context);
    }
    if (message.sender.kind !== 'anonymous-admin') {
      const standing = await standingOf(message.userId, { members, allowMembers: settings.allowMembers });
      if (standing === 'refused' || standing === 'stranger') throw new UserError('denied');
    }
    const url = `https://t.me/${me.username}?start=connect_${chat.id}`;
    reply('connect-here', { title: chat.title }, [{ label: 'connections.button-connect', url }]);
  },
});

/** Under `/connect` in a group. */
export const link = connections.link({
  prefix: 'connect_',
  run(context) {
    const { payload } = context;
    if (!/^-?\d{1,16}$/.test(payload)) throw new UserError('link-broken');
    return knock(Number(payload), true, context);
  },
});

export const connection = connections.command({
  name: 'connection',
  in: 'private',
  run(context) {
    const { to, connected } = context.settings;
    if (!to || !connected) throw new UserError('none');
    return knock(to.id, false, context);
  },
});

export const reconnect = connections.command({
  name: 'reconnect',
  in: 'private',
  run(context) {
    const { to } = context.settings;
    if (!to) throw new UserError('none-before');
    return knock(to.id, false, context);
  },
});

export const disconnect = connections.command({
  name: 'disconnect',
  in: 'private',
  async run({ settings: { to, connected }, configure, reply }) {
    if (!to || !connected) throw new UserError('none');
    await configure({ connected: false });
    reply('disconnected', { title: to.title });
  },
});

export const allowconnect = connections.settingCommand({
  name: 'allowconnect',
  field: 'allowMembers',
  arg: arg.toggle(),
  needs: { actor: 'admin' },
});
