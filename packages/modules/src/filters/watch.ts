import { answerTo, authorOf, prepareSource, RegexRunner, say, writtenIn } from '@alita/content';
import { type Message, order, TELEGRAM_ACCOUNT, type Verdict, type WatcherContext, z } from '@alita/kit';
import { type Book, book, type FilterSettings, filters } from './module.ts';
import type { Filter, FiltersStore } from './store.ts';

type Seen = Omit<WatcherContext<FiltersStore, FilterSettings, 'message'>, 'event'>;

/** Answers to one message, however many filters fit. */
const MOST_ANSWERS = 5;
const expressions = new RegexRunner();

/** Commands, Telegram's own posts and, unless the chat wants it otherwise, bots are left alone (FIL-B5). */
function isIgnored({ text, sender, userId, isAutomaticForward }: Message, { bots }: FilterSettings): boolean {
  if (text === '' || /^\/[a-z]/i.test(text)) return true;
  if (userId === TELEGRAM_ACCOUNT || isAutomaticForward) return true;
  return sender.isBot === true && sender.kind === 'user' && !bots;
}

async function answer(seen: Seen): Promise<Verdict> {
  const { chat, message, settings, recall } = seen;
  if (chat.type === 'private' || isIgnored(message, settings)) return 'continue';
  const known = await recall(book);
  if (known.list.length === 0) return 'continue';
  const wanted = settings.answers === 'all' ? MOST_ANSWERS : 1;
  let answered = 0;
  for (const { index, after } of known.keywords.mentions(message)) {
    const filter = known.list[index];
    if (!filter) continue;
    if (/^\s+noformat(?:\s|$)/.test(after)) return source(filter, seen);
    if (await answerWith(filter, seen)) answered++;
    if (answered >= wanted) return 'continue';
  }
  const filter = await byExpression(known, seen);
  if (filter) await answerWith(filter, seen);
  return 'continue';
}

/** The filter whose regular expression fits. One that takes too long is not tried again, and the chat is told. */
async function byExpression({ list, keywords }: Book, seen: Seen): Promise<Filter | undefined> {
  const { regexes } = keywords;
  if (regexes.length === 0) return undefined;
  const { found, overrun } = await expressions.first(
    regexes.map(({ source }) => source),
    writtenIn(seen.message),
  );
  const filterAt = (at: number | undefined) => (at === undefined ? undefined : list[regexes[at]?.index ?? -1]);
  const tooSlow = filterAt(overrun);
  if (tooSlow) {
    await seen.store.suspend(seen.chat.id, tooSlow.keyword);
    seen.forget(book);
    seen.reply('suspended', { keyword: tooSlow.keyword });
  }
  return filterAt(found);
}

const isAdmin = async ({ message, members }: Seen): Promise<boolean> =>
  message.sender.kind === 'anonymous-admin' || members.isAdmin(message.userId);

/** Answers, unless it is for admins only or has answered a moment ago. */
async function answerWith({ keyword, content }: Filter, seen: Seen): Promise<boolean> {
  const { message, settings, windows, note } = seen;
  if (content.tags.includes('admin') && !(await isAdmin(seen))) return false;
  if (settings.cooldown > 0) {
    const window = `answered:${keyword}`;
    if (await windows.read(window, z.boolean())) return false;
    windows.write(window, true, settings.cooldown * 1_000);
  }
  const to = answerTo(message);
  const isHere = settings.replyTo === 'message';
  const sent = await say({ content, user: authorOf(message), to: isHere ? { ...to, replyTo: message.id } : to }, seen);
  if (content.fileId) sent.refused({ invalid: spoiled.in(seen.chat, { keyword }) });
  note({ handler: 'filters.watch' });
  return true;
}

/** Telegram no longer has the file of an answer: that filter rests until it is saved again, and the chat is told. */
export const spoiled = filters.continuation({
  name: 'spoiled',
  data: z.object({ keyword: z.string() }),
  async run({ data: { keyword }, chat, store, recall, forget, reply }) {
    const { list } = await recall(book);
    if (!list.some((filter) => filter.keyword === keyword && !filter.isSuspended)) return;
    await store.suspend(chat.id, keyword);
    forget(book);
    reply('file-gone', { keyword });
  },
});

/** `keyword noformat` shows admins the source (FIL-13). */
async function source({ content }: Filter, seen: Seen): Promise<Verdict> {
  const { message, act, reply } = seen;
  if (!(await isAdmin(seen))) {
    reply('source-for-admins');
    return 'stop';
  }
  for (const { method, params } of prepareSource(content, answerTo(message)))
    act.send(method, params, { to: message.chat.id });
  return 'continue';
}

export const watch = filters.watcher({ name: 'watch', on: 'message', order: order.respond, run: answer });

/** Edited messages, where the chat wants them looked at (ORD-B1). */
export const watchEdits = filters.watcher({
  name: 'watch-edits',
  on: 'edit',
  order: order.respond,
  run: (seen) => (seen.settings.edits ? answer(seen) : 'continue'),
});
