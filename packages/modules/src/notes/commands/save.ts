import { complaintLines, type NoteBook, noteBook, readNamedSave, refusalOf, SavedContent } from '@alita/content';
import { type Chat, UserError, z } from '@alita/kit';
import { nameOf, QUESTION_MS } from '@alita/moderation';
import { notes } from '../module.ts';
import { namesOf } from '../names.ts';
import type { NotesStore } from '../store.ts';

/** Content that waits for a yes. */
const Waiting = z.object({
  /** Who may say it; everybody with the right when they were anonymous. */
  by: z.number(),
  key: z.string(),
  names: z.array(z.string()),
  content: SavedContent,
});
type Waiting = z.infer<typeof Waiting>;

/** The note that has one of these names. @throws UserError when they belong to different ones */
function keyOf(names: readonly string[], known: NoteBook): string | undefined {
  const keys = new Set(names.flatMap((name) => known.get(name)?.key ?? []));
  if (keys.size > 1) throw new UserError('names-conflict');
  return [...keys][0];
}

const put = async (store: NotesStore, chat: Chat, { key, names, content }: Waiting): Promise<void> =>
  store.put(chat, { key, names, content });

/** The answer to "replace it?"; the first of the saver's own counts (NOTE-7, NOTE-B5). */
export const replace = notes.callback({
  name: 'replace',
  data: z.object({ t: z.string(), yes: z.boolean() }),
  needs: { actor: 'can_change_info' },
  in: 'connected',
  async run({ data: { t, yes }, actor, chat, store, windows, forget, edit }) {
    const waiting = await windows.read(t, Waiting);
    if (!waiting) return void edit('question-over');
    if (waiting.by !== 0 && waiting.by !== actor.id) throw new UserError('kit.button-not-yours');
    windows.write(t, undefined);
    const [name = ''] = waiting.names;
    if (!yes) return void edit('kept', { name });
    const isThere = (await store.find(chat.id, waiting.key)) !== undefined;
    if (!isThere) return void edit('gone-meanwhile', { name });
    await put(store, chat, waiting);
    forget(noteBook);
    edit('replaced', { name, by: nameOf(actor) });
  },
});

/** @param most notes' names in one chat */
export const save = (most: number) =>
  notes.command({
    name: 'save',
    aliases: ['addnote'],
    needs: { actor: 'can_change_info', bot: 'admin' },
    in: 'connected',
    async run({ message, actor, chat, store, recall, forget, reply, windows, token, t }) {
      const read = readNamedSave(message);
      if (!read.ok) throw refusalOf(read);
      const names = namesOf(read.name);
      const { content, isUndecided } = decided(read.content);
      const known = await recall(noteBook);
      const key = keyOf(names, known);
      const leftOut = complaintLines(read.complaints, t);
      const said = { name: names[0], names: names.map((name) => `#${name}`).join(', '), leftOut, isUndecided };
      const isNew = names.filter((name) => !known.has(name)).length;
      if (known.size + isNew > most) throw new UserError('too-many', { max: most });
      if (key === undefined) {
        await put(store, chat, { by: 0, key: token(), names: [...names], content });
        forget(noteBook);
        return void reply('saved', said);
      }
      const question = token();
      const by = actor.kind === 'user' ? actor.id : 0;
      windows.write(question, { by, key, names: [...names], content } satisfies Waiting, QUESTION_MS);
      const yes = replace.button({ t: question, yes: true }, { key: 'button-replace' });
      const no = replace.button({ t: question, yes: false }, { key: 'button-keep' });
      reply('exists', said, [yes, no]);
    },
  });

/** A note cannot be for private only and for the group only: then it follows the chat (NOTE-4). */
function decided(content: SavedContent): { readonly content: SavedContent; readonly isUndecided: boolean } {
  const isUndecided = content.tags.includes('private') && content.tags.includes('noprivate');
  const tags = content.tags.filter((tag) => !isUndecided || (tag !== 'private' && tag !== 'noprivate'));
  return { content: { ...content, tags }, isUndecided };
}
