import { arg, code, Html, type Translate, z } from '@alita/kit';
import { devs } from '../module.ts';
import { privately } from '../privately.ts';
import type { DevsStore } from '../store.ts';

const PAGE = 50;
const Facts = z.looseObject({ id: z.number(), title: z.string().optional(), invite_link: z.string().optional() });

const needs = { actor: 'staff' } as const;
const chatArgument = { id: arg.chat() };

export const chatinfo = devs.command({
  name: 'chatinfo',
  in: 'any',
  needs,
  args: chatArgument,
  async run(context) {
    const { args, ask } = context;
    const [found, counted] = await Promise.all([
      ask('getChat', { chat_id: args.id }),
      ask('getChatMemberCount', { chat_id: args.id }),
    ]);
    const { data: chat } = Facts.safeParse(found.result);
    if (!found.ok || !chat) return void privately(context, 'chat-unknown');
    const members = typeof counted.result === 'number' ? counted.result : undefined;
    privately(context, 'chat', { id: code(chat.id), title: chat.title, members, link: chat.invite_link });
  },
});

export const leavechat = devs.command({
  name: 'leavechat',
  in: 'any',
  needs,
  args: chatArgument,
  run({ args, act, say }) {
    act.call('leaveChat', { chat_id: args.id }).ok(say('left', { id: code(args.id) }));
  },
});

/** Another page of the list. */
export const turn = devs.callback({
  name: 'turn',
  data: z.object({ page: z.number().int().min(0) }),
  needs,
  async run({ data: { page }, store, t, edit }) {
    const { params, buttons } = await listed(store, page, t);
    edit('chats', params, buttons);
  },
});

export const chatlist = devs.command({
  name: 'chatlist',
  in: 'any',
  needs,
  async run(context) {
    const { params, buttons } = await listed(context.store, 0, context.t);
    privately(context, 'chats', params, buttons);
  },
});

async function listed(store: DevsStore, page: number, t: Translate) {
  const { total, page: groups } = await store.groups(page, PAGE);
  const lines = groups.map(({ id, title }) => t('devs.chats-line', { id: code(id), title }));
  const before = page > 0 ? [turn.button({ page: page - 1 }, { key: 'button-before' })] : [];
  const after = (page + 1) * PAGE < total ? [turn.button({ page: page + 1 }, { key: 'button-after' })] : [];
  return { params: { total, list: new Html(lines.join('\n')) }, buttons: [...before, ...after] };
}
