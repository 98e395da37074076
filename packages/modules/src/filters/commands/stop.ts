import { arg, UserError, z } from '@alita/kit';
import { nameOf, QUESTION_MS } from '@alita/moderation';
import { knownKeyword } from '../keyword-text.ts';
import { book, filters } from '../module.ts';

export const stop = filters.command({
  name: 'stop',
  aliases: ['rmfilter', 'removefilter'],
  synonyms: ['delfilter'],
  args: { keyword: arg.text({ called: 'keyword' }) },
  needs: { actor: 'can_change_info' },
  in: 'connected',
  async run({ args, chat, store, recall, forget, reply }) {
    const { list } = await recall(book);
    const keyword = knownKeyword(args.keyword, new Set(list.map((filter) => filter.keyword)));
    if (keyword === undefined) throw new UserError('unknown', { keyword: args.keyword });
    await store.remove(chat.id, keyword);
    forget(book);
    reply('stopped', { keyword });
  },
});

/** The answer to "really all?"; each question can be answered once. */
export const stopAllSure = filters.callback({
  name: 'stopall',
  data: z.object({ t: z.string(), yes: z.boolean() }),
  needs: { actor: 'owner' },
  async run({ data: { t, yes }, actor, chat, store, windows, forget, edit }) {
    if (!(await windows.read(t, z.boolean()))) return void edit('question-over');
    windows.write(t, undefined);
    if (!yes) return void edit('stop-all-cancelled');
    await store.clear(chat.id);
    forget(book);
    edit('stopped-all', { by: nameOf(actor) });
  },
});

export const stopall = filters.command({
  name: 'stopall',
  needs: { actor: 'owner' },
  async run({ chat, recall, reply, token, windows }) {
    const { list } = await recall(book);
    if (list.length === 0) return void reply('none', { title: chat.title });
    const t = token();
    windows.write(t, true, QUESTION_MS);
    const yes = stopAllSure.button({ t, yes: true }, { key: 'button-stop-all' });
    const no = stopAllSure.button({ t, yes: false }, { key: 'button-keep-all' });
    reply('stop-all-sure', { count: list.length }, [yes, no]);
  },
});
