import { type ContentTag, complaintLines, readNamedSave, refusalOf, SavedContent } from '@alita/content';
import { UserError, z } from '@alita/kit';
import { nameOf, QUESTION_MS } from '@alita/moderation';
import { keywordOf } from '../keyword-text.ts';
import { book, filters } from '../module.ts';

/** Options that mean something for an answer; others are text. */
const TAGS: readonly ContentTag[] = ['admin', 'preview', 'protect', 'nonotif'];

/** An answer that waits for a yes; `by` is 0 when an anonymous admin asked. */
const Waiting = z.object({ by: z.number(), keyword: z.string(), content: SavedContent });
type Waiting = z.infer<typeof Waiting>;

/** The answer to "replace it?"; the first of the saver's own counts (FIL-6). */
export const replace = filters.callback({
  name: 'replace',
  data: z.object({ t: z.string(), yes: z.boolean() }),
  needs: { actor: 'can_change_info' },
  in: 'connected',
  async run({ data: { t, yes }, actor, chat, store, windows, recall, forget, edit }) {
    const waiting = await windows.read(t, Waiting);
    if (!waiting) return void edit('question-over');
    if (waiting.by !== 0 && waiting.by !== actor.id) throw new UserError('kit.button-not-yours');
    windows.write(t, undefined);
    const { keyword, content } = waiting;
    if (!yes) return void edit('kept', { keyword });
    const { list } = await recall(book);
    if (!list.some((filter) => filter.keyword === keyword)) return void edit('gone-meanwhile', { keyword });
    await store.put(chat, keyword, content);
    forget(book);
    edit('replaced', { keyword, by: nameOf(actor) });
  },
});

/** @param most filters in one chat */
export const filter = (most: number) =>
  filters.command({
    name: 'filter',
    aliases: ['addfilter'],
    needs: { actor: 'can_change_info' },
    in: 'connected',
    async run({ message, actor, chat, store, recall, forget, reply, windows, token, t }) {
      const read = readNamedSave(message, { tags: TAGS });
      if (!read.ok) throw refusalOf(read);
      const keyword = keywordOf(read.name);
      const { content, complaints } = read;
      const said = { keyword, leftOut: complaintLines(complaints, t) };
      const { list } = await recall(book);
      const isNew = !list.some((known) => known.keyword === keyword);
      if (isNew) {
        if (list.length >= most) throw new UserError('too-many', { max: most });
        await store.put(chat, keyword, content);
        forget(book);
        return void reply('saved', said);
      }
      const question = token();
      const by = actor.kind === 'user' ? actor.id : 0;
      windows.write(question, { by, keyword, content } satisfies Waiting, QUESTION_MS);
      const yes = replace.button({ t: question, yes: true }, { key: 'button-replace' });
      const no = replace.button({ t: question, yes: false }, { key: 'button-keep' });
      reply('exists', said, [yes, no]);
    },
  });
