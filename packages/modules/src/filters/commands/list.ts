import { pageOf } from '@alita/content';
import { type Button, code, Html, type Params, z } from '@alita/kit';
import { type Book, book, filters } from '../module.ts';

/** One page of the keywords, sorted (FIL-8, FIL-B8). */
function listed({ list }: Book, title: string, wanted: number): [key: string, params: Params, rows: Button[][]] {
  if (list.length === 0) return ['none', { title }, []];
  const { items, page, pages } = pageOf(list, wanted);
  const lines = items.map(({ keyword, isSuspended }) => `• ${code(keyword).value}${isSuspended ? ' ⏸' : ''}`);
  const pageAt = (to: number, key: string) => (to < 0 || to >= pages ? [] : [turn.button({ page: to }, { key })]);
  const rows = [[...pageAt(page - 1, 'button-back'), ...pageAt(page + 1, 'button-next')]];
  return ['list', { title, list: new Html(lines.join('\n')), page: page + 1, pages }, rows];
}

export const turn = filters.callback({
  name: 'turn',
  data: z.object({ page: z.number().int() }),
  in: 'connected',
  async run({ data, chat, recall, edit }) {
    edit(...listed(await recall(book), chat.title, data.page));
  },
});

export const list = filters.command({
  name: 'filters',
  needs: { bot: 'admin' },
  in: 'connected',
  disableable: true,
  async run({ chat, message, recall, reply }) {
    reply(...listed(await recall(book), chat.title, 0), { replyTo: message.replyTo?.id });
  },
});
