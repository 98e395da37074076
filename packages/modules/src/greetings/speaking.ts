import { isBlank, type SavedContent, say, type Voice } from '@alita/content';
import { type Context, Html, type Translate, z } from '@alita/kit';
import { Crowd, dueAt, Guest, MINUTE_MS, withGuest, withoutGuest } from './crowd.ts';
import { type GreetingSettings, greetings, Occasion } from './module.ts';
import { STANDING_MS, Standing } from './standing.ts';

/** What of a handler's context is needed to have somebody greeted. */
export type Door = Pick<Context<unknown, GreetingSettings>, 'now' | 'settings' | 'timer' | 'windows'>;
type Speaking = Door & Voice;

/** A greeting that comes later than this helps nobody. */
const LIFETIME_MS = 60_000;
/** Ids of sent messages are kept as long. */
const LAST_MS = 30 * 24 * 3_600_000;
const WAITING_MS = 3_600_000;
/** As many as may be configured. */
const MOST_SAID = 20;

const Ref = z.object({ chat: z.number(), ref: z.string() });
const Said = z.array(z.number());

/** Has somebody greeted soon, alone or with others. Returns the crowd they wait in. */
export async function enqueue(occasion: Occasion, guest: Guest, door: Door): Promise<number> {
  const { windows, timer, settings } = door;
  const now = door.now.getTime();
  const waiting = await windows.read(`waiting-${occasion}`, Crowd);
  const crowd = withGuest(waiting ?? (await newCrowd(occasion, door)), guest, settings.names);
  windows.write(`waiting-${occasion}`, crowd, Math.max(crowd.due - now, 0) + WAITING_MS);
  // The time is part of the id, because messages that a timer sends are known by its id.
  if (!waiting) timer(due.at(new Date(crowd.due), `${occasion}:${crowd.due}`, { occasion }));
  return crowd.due;
}

async function newCrowd(occasion: Occasion, { now, settings, windows }: Door): Promise<Crowd> {
  const said = (await windows.read(`said-${occasion}`, Said)) ?? [];
  return { due: dueAt(now.getTime(), said, settings.perMinute), named: [], more: 0 };
}

/** Takes somebody out of the crowd they wait in; false when it has been greeted. */
export async function dequeue(occasion: Occasion, userId: number, crowd: number, { windows }: Door): Promise<boolean> {
  const waiting = await windows.read(`waiting-${occasion}`, Crowd);
  if (waiting?.due !== crowd) return false;
  windows.write(`waiting-${occasion}`, withoutGuest(waiting, userId), WAITING_MS);
  return true;
}

/** Greets who waits. */
export const due = greetings.timer({
  name: 'due',
  data: z.object({ occasion: Occasion }),
  run: (context) => greetWaiting(context.data.occasion, context),
});

/** The topic is gone or closed: said where it can be. */
export const elsewhere = greetings.continuation({
  name: 'elsewhere',
  data: z.object({ occasion: Occasion, crowd: Crowd }),
  run: (context) => greet(context.data.occasion, context.data.crowd, undefined, context),
});

/** Telegram no longer has the file of the greeting: it is said without, from now on, and the chat is told. */
export const bare = greetings.continuation({
  name: 'bare',
  data: z.object({ occasion: Occasion, crowd: Crowd }),
  async run(context) {
    const { data, settings, t, configure, reply } = context;
    const { occasion, crowd } = data;
    const kept = settings[occasion].content;
    const words: SavedContent | undefined = kept && { ...kept, kind: 'text', fileId: undefined };
    const content = words && !isBlank(words) ? words : undefined;
    const topic = settings.topic ?? crowd.named[0]?.topic;
    await greet(occasion, crowd, topic, context, content ?? usualContent(occasion, t));
    if (!kept?.fileId) return;
    await configure({ [occasion]: { ...settings[occasion], content } });
    reply('file-gone', { occasion });
  },
});

/** Somebody does not let the bot write to them: greeted in the group after all. */
export const publicly = greetings.continuation({
  name: 'publicly',
  data: Guest,
  async run(context) {
    const { data, windows } = context;
    const who = `who-${data.user.id}`;
    const known = await windows.read(who, Standing);
    if (!known?.isIn) return;
    const crowd = await enqueue('welcome', { ...data, isShy: true }, context);
    windows.write(who, { ...known, crowd }, STANDING_MS);
  },
});

async function greetWaiting(occasion: Occasion, context: Speaking): Promise<void> {
  const { windows, settings, now } = context;
  const crowd = await windows.read(`waiting-${occasion}`, Crowd);
  if (!crowd) return;
  windows.write(`waiting-${occasion}`, undefined);
  if (!settings[occasion].on) return;
  const isPrivate = occasion === 'welcome' && settings.isPrivate;
  const [alone, together] = [
    crowd.named.filter(({ isShy }) => isPrivate && !isShy),
    crowd.named.filter(({ isShy }) => !isPrivate || isShy),
  ];
  for (const guest of alone) await greetInPrivate(guest, context);
  const [first] = together;
  if (!first) return;
  const said = (await windows.read(`said-${occasion}`, Said)) ?? [];
  windows.write(`said-${occasion}`, [...said, now.getTime()].slice(-MOST_SAID), MINUTE_MS);
  await greet(occasion, { ...crowd, named: together }, settings.topic ?? first.topic, context);
}

async function greetInPrivate(guest: Guest, context: Speaking): Promise<void> {
  const { settings, chat, t } = context;
  const content = contentOf('welcome', settings, t);
  const to = { chat: guest.user.id };
  const sent = await say({ content, user: guest.user, to, expiresInMs: LIFETIME_MS }, context);
  sent.otherwise(publicly.in(chat, guest));
}

/** One greeting in the group; the one before goes, if that is wanted. */
async function greet(
  occasion: Occasion,
  crowd: Crowd,
  topic: number | undefined,
  context: Speaking,
  content = contentOf(occasion, context.settings, context.t),
): Promise<void> {
  const { settings, chat, t, act, windows } = context;
  const { named, more } = crowd;
  const users = named.map(({ user }) => user);
  const sent = await say(
    {
      content,
      user: users[0],
      crowd: named.length + more > 1 ? { users, join: (texts) => listed(texts, more, t) } : undefined,
      to: { chat: chat.id, topic },
      expiresInMs: LIFETIME_MS,
    },
    context,
  );
  const again = { occasion, crowd };
  if (topic !== undefined) sent.refused({ 'topic-closed': elsewhere.in(chat, again) });
  if (content.fileId) sent.refused({ invalid: bare.in(chat, again) });
  const last = await windows.read(`last-${occasion}`, Ref);
  if (last && settings[occasion].clean) act.deleteMessage(last).quietly();
  windows.write(`last-${occasion}`, { chat: sent.chat, ref: sent.ref }, LAST_MS);
}

const USUAL = {
  welcome: 'greetings.welcome-text',
  goodbye: 'greetings.goodbye-text',
} as const satisfies Record<Occasion, string>;

/** What is said: the chat's own content, or the usual words. */
export const contentOf = (occasion: Occasion, settings: GreetingSettings, t: Translate): SavedContent =>
  settings[occasion].content ?? usualContent(occasion, t);

const usualContent = (occasion: Occasion, t: Translate): SavedContent => ({
  kind: 'text',
  variants: [t(USUAL[occasion])],
  buttons: [],
  tags: [],
});

/** “Ann, Bo and 7 more” */
function listed(texts: readonly string[], more: number, t: Translate): string {
  const list = more > 0 ? texts.join(', ') : new Intl.ListFormat(t.language, { type: 'conjunction' }).format(texts);
  return t('greetings.people', { names: new Html(list), more });
}
