import type { Db } from '@alita/db';
import { arg, defineModule, order, type Verdict, z } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { testBot } from './index.ts';

const notebook = defineModule({
  name: 'notebook',
  store: (db: Db) => ({
    count: () => db.user.count(),
    write: (userId: number, name: string) => db.user.create({ data: { userId, name } }),
  }),
  settings: z.object({ limit: z.number().int().min(1).max(9).default(3) }),
});

const forget = notebook.callback({
  name: 'forget',
  data: z.object({ by: z.number() }),
  needs: { actor: 'can_restrict_members' },
  run: ({ edit, toast }) => {
    edit('forgotten');
    toast('done');
  },
});
const elapsed = notebook.timer({
  name: 'elapsed',
  data: z.object({ word: z.string() }),
  run: ({ data, reply }) => void reply('elapsed', data),
});
const gone = notebook.continuation({
  name: 'gone',
  data: z.object({}),
  run: ({ outcome, reply }) => void reply('gone', { ok: outcome.ok }),
});

const write = notebook.command({
  name: 'write',
  aliases: ['w'],
  args: { word: arg.word(), rest: arg.text().optional() },
  needs: { actor: 'can_restrict_members', bot: 'can_delete_messages' },
  async run({ args, store, message, reply, act, chat, timer, now }) {
    await store.write(5, args.word);
    reply('written', { word: args.word, count: await store.count() }, [forget.button({ by: message.userId })]);
    act.deleteMessage(message).ok(gone.in(chat, {}));
    timer(elapsed.at(new Date(now.getTime() + 60_000), args.word, { word: args.word }));
  },
});
const drop = notebook.callback({
  name: 'drop',
  data: z.object({}),
  lifetimeMs: 60_000,
  run: ({ edit }) => void edit('dropped'),
});
const recall = notebook.command({
  name: 'recall',
  args: { word: arg.word().optional() },
  async run({ args: { word }, windows, reply }) {
    if (word) windows.write('word', word, 30_000);
    reply('recalled', { word: await windows.read('word', z.string()) }, [drop.button({})]);
  },
});
const limit = notebook.settingCommand({ name: 'limit', field: 'limit', arg: arg.int({ min: 1, max: 9 }) });
const broken = notebook.watcher({
  name: 'broken',
  on: 'message',
  order: order.enforce,
  async run({ message, store, act }): Promise<Verdict> {
    if (!message.text.includes('boom')) return 'continue';
    act.deleteMessage(message);
    await store.write(6, 'boom');
    throw new Error('boom');
  },
});
const module = notebook.with({
  commands: [write, limit, recall],
  callbacks: [forget, drop],
  timers: [elapsed],
  continuations: [gone],
  watchers: [broken],
});

describe('testBot', () => {
  it('runs a command: rights, arguments, store, answer, branch, timer', async () => {
    const { admin, chat, later } = await testBot(module);
    const said = await admin.says('/w hello');
    expect(chat.replies).toEqual(['notebook.written', 'notebook.gone']);
    expect(chat.said[0]).toMatchObject({ params: { word: 'hello', count: 1 } });
    expect(chat).not.toShow(said);
    await later({ seconds: 61 });
    expect(chat.lastReply).toMatchObject({ key: 'notebook.elapsed', params: { word: 'hello' } });
  });

  it('checks who presses a button', async () => {
    const { admin, member, chat } = await testBot(module);
    await admin.says('/write hello');
    expect(await member.presses('notebook.forget')).toMatchObject({ key: 'kit.admins-only', alert: true });
    expect(await admin.presses('notebook.forget')).toMatchObject({ key: 'notebook.done' });
    expect(chat.replies).toContain('notebook.forgotten');
  });

  it.each([
    ['member', '/write x', 'kit.admins-only'],
    ['admin', '/write', 'kit.argument-missing'],
    ['admin', '/limit x', 'kit.not-a-number'],
  ] as const)('%s: %s -> %s', async (who, text, key) => {
    const bot = await testBot(module);
    await bot[who].says(text);
    expect(bot.chat.replies).toEqual([key]);
  });

  it('P6, GEN-39 the next message sees a changed setting', async () => {
    const { admin, chat } = await testBot(module);
    await admin.says('/limit 7');
    await admin.says('/limit');
    expect(chat.replies).toEqual(['notebook.limit-set', 'notebook.limit-is']);
    expect(chat.lastReply.params).toEqual({ value: 7 });
  });

  it('GEN-D13 keeps windows for as long as it was told', async () => {
    const { admin, chat, later } = await testBot(module);
    await admin.says('/recall lamp');
    await admin.says('/recall');
    expect(chat.said.map(({ params }) => params?.word)).toEqual(['lamp', 'lamp']);
    await later({ seconds: 31 });
    await admin.says('/recall');
    expect(chat.lastReply.params).toEqual({ word: undefined });
  });

  it('refuses buttons that are too old', async () => {
    const { admin, chat, later } = await testBot(module);
    await admin.says('/recall');
    await later({ seconds: 61 });
    expect(await admin.presses('notebook.drop')).toMatchObject({ key: 'kit.button-expired' });
    expect(chat.replies).toEqual(['notebook.recalled']);
  });

  it('a watcher that throws loses its own writes and effects only', async () => {
    const { admin, chat, member } = await testBot(module);
    await expect(member.says('boom')).rejects.toThrow('boom');
    await admin.says('/write hello');
    expect(chat.said[0]).toMatchObject({ params: { count: 1 } });
  });

  it('says why Telegram refused', async () => {
    const { admin, chat, telegram } = await testBot(module);
    telegram.refuses('deleteMessage', "message can't be deleted");
    await admin.says('/write hello');
    expect(chat.replies).toEqual(['notebook.written', 'kit.refused.too-old']);
  });
});
