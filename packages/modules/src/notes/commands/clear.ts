import { noteBook } from '@alita/content';
import { arg, UserError, z } from '@alita/kit';
import { nameOf, QUESTION_MS } from '@alita/moderation';
import { notes } from '../module.ts';
import { readRequest } from '../names.ts';

/** Forgets a name; the note goes with its last one. */
export const clear = notes.command({
  name: 'clear',
  aliases: ['rmnote'],
  synonyms: ['delnote'],
  args: { note: arg.text({ called: 'name' }) },
  needs: { actor: 'can_change_info', bot: 'admin' },
  in: 'connected',
  async run({ args, chat, store, recall, forget, reply }) {
    const { name } = readRequest(args.note);
    const known = await recall(noteBook);
    const entry = known.get(name);
    if (!entry) throw new UserError('unknown', { name });
    await store.removeName(chat.id, { name, key: entry.key });
    forget(noteBook);
    const others = [...known].filter(([other, { key }]) => key === entry.key && other !== name);
    reply('cleared', { name, others: others.length > 0 ? others.map(([other]) => `#${other}`).join(', ') : undefined });
  },
});

/** The answer to "really all?"; each question can be answered once. */
export const clearAllSure = notes.callback({
  name: 'clearall',
  data: z.object({ t: z.string(), yes: z.boolean() }),
  needs: { actor: 'owner' },
  async run({ data: { t, yes }, actor, chat, store, windows, forget, edit }) {
    if (!(await windows.read(t, z.boolean()))) return void edit('question-over');
    windows.write(t, undefined);
    if (!yes) return void edit('clear-all-cancelled');
    await store.clear(chat.id);
    forget(noteBook);
    edit('cleared-all', { by: nameOf(actor) });
  },
});

export const clearall = notes.command({
  name: 'clearall',
  needs: { actor: 'owner' },
  async run({ chat, recall, reply, token, windows }) {
    const { size } = await recall(noteBook);
    if (size === 0) return void reply('none', { title: chat.title });
    const t = token();
    windows.write(t, true, QUESTION_MS);
    const yes = clearAllSure.button({ t, yes: true }, { key: 'button-clear-all' });
    const no = clearAllSure.button({ t, yes: false }, { key: 'button-keep-all' });
    reply('clear-all-sure', { count: size }, [yes, no]);
  },
});
