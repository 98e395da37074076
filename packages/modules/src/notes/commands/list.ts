import { linkToNote, type NoteBook, noteBook, pageOf } from '@alita/content';
import { type Button, code, escapeHtml, Html, type Members, type Params, UserError, z } from '@alita/kit';
import { chatOfPayload, linkToList } from '../links.ts';
import { notes } from '../module.ts';
import { isAdmin } from '../show.ts';

interface Asked {
  readonly page: number;
  /** Notes for admins too. */
  readonly all: boolean;
  /** In private a name cannot be typed, so it is a link. */
  readonly linkTo?: ((key: string) => string) | undefined;
}

interface Shown {
  readonly key: string;
  readonly params: Params;
  readonly rows: Button[][];
}

/** One page of the names somebody may see, sorted (NOTE-18, NOTE-B9). */
function listed(names: NoteBook, title: string, { page: wanted, all, linkTo }: Asked): Shown {
  const seen = [...names].filter(
    ([, { isForAdmins, isGroupOnly }]) => (all || !isForAdmins) && !(linkTo && isGroupOnly),
  );
  if (seen.length === 0) return { key: 'none', params: { title }, rows: [] };
  const { items, page, pages } = pageOf(
    seen.sort(([a], [b]) => a.localeCompare(b)),
    wanted,
  );
  const line = (name: string, key: string) =>
    linkTo ? `<a href="${escapeHtml(linkTo(key))}">#${escapeHtml(name)}</a>` : code(`#${name}`).value;
  const list = new Html(items.map(([name, { key }]) => `• ${line(name, key)}`).join('\n'));
  const pageAt = (to: number, key: string) => (to < 0 || to >= pages ? [] : [turn.button({ all, page: to }, { key })]);
  const rows = [[...pageAt(page - 1, 'button-back'), ...pageAt(page + 1, 'button-next')]];
  const params = { title, list, page: page + 1, pages, count: seen.length };
  return { key: linkTo ? 'list-links' : 'list', params, rows };
}

export const turn = notes.callback({
  name: 'turn',
  data: z.object({ page: z.number().int(), all: z.boolean() }),
  in: 'connected',
  async run({ data, chat, me, actor, members, message, recall, edit }) {
    if (data.all && !(await mayAll(members, actor.id))) throw new UserError('kit.admins-only');
    const linkTo = message?.chat.id === chat.id ? undefined : (key: string) => linkToNote(key, { chat, me });
    const { key, params, rows } = listed(await recall(noteBook), chat.title, { ...data, linkTo });
    edit(key, params, rows);
  },
});

const mayAll = (members: Members, userId: number): Promise<boolean> => members.isAdmin(userId);

export const list = notes.command({
  name: 'notes',
  aliases: ['saved'],
  needs: { bot: 'admin' },
  in: 'connected',
  disableable: true,
  async run(context) {
    const { chat, me, message, recall, settings, reply } = context;
    const names = await recall(noteBook);
    const isInGroup = message.chat.id === chat.id;
    const all = await isAdmin(context);
    if (isInGroup && settings.isPrivate && names.size > 0) {
      const url = linkToList({ chat, me });
      return void reply('list-in-private', {}, [{ label: 'notes.button-list', url }]);
    }
    const linkTo = isInGroup ? undefined : (key: string) => linkToNote(key, { chat, me });
    const { key, params, rows } = listed(names, chat.title, { page: 0, all, linkTo });
    reply(key, params, rows);
  },
});

/** The list in private, for members; as many messages as it needs. */
export const listLink = notes.link({
  prefix: 'notes_',
  chatOf: (payload) => (/^-\d{1,16}$/.test(payload) ? chatOfPayload(payload) : undefined),
  async run(context) {
    const { chat, me, recall, reply } = context;
    const names = [...(await recall(noteBook))];
    const all = await isAdmin(context);
    const linkTo = (key: string) => linkToNote(key, { chat, me });
    for (let page = 0, pages = 1; page < pages; page++) {
      const { key, params } = listed(new Map(names), chat.title, { page, all, linkTo });
      reply(key, params);
      pages = Number(params.pages ?? 1);
    }
  },
});
