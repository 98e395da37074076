import type { BotView, CallView, ChatView, MemberView, Patch, PostView, Switches, UpdateView } from '@alita/simulator';
import type { ChatMember, User } from '@grammyjs/types';
import { batch, type Signal, signal } from '@preact/signals';

/** What the page knows of the world: patches go in, components read the signals. */

const UPDATES_KEPT = 300;
const CALLS_KEPT = 1500;
const TYPING_MS = 5000;

/** A chat with its messages, oldest first, and everybody who ever was in it. */
export interface Chat {
  readonly key: string;
  readonly view: Signal<ChatView>;
  readonly posts: Signal<readonly PostView[]>;
  readonly members: Signal<ReadonlyMap<number, ChatMember>>;
}

export const people = signal<ReadonlyMap<number, User>>(new Map());
export const chats = signal<ReadonlyMap<string, Chat>>(new Map());
export const bots = signal<readonly BotView[]>([]);
export const updates = signal<readonly UpdateView[]>([]);
export const calls = signal<readonly CallView[]>([]);
export const switches = signal<Switches>({ limits: 'off', faults: [], scripts: [] });
/** How far the world's clock is ahead of this machine's, in milliseconds. */
export const clockAhead = signal(0);
/** Which bots act in which chats, such as typing, and until when on this machine's clock. */
export const typing = signal<readonly { chat: string; bot: number; action: string; until: number }[]>([]);
/** Counts the worlds seen: a reset or another file is a new one. */
export const worldNumber = signal(0);

/** The world's time in milliseconds. */
export function worldNow(): number {
  return Date.now() + clockAhead.value;
}

/** Takes a patch in; everything that depends on it changes once. */
export function apply(patch: Patch): void {
  batch(() => {
    if (patch.whole) forget();
    clockAhead.value = patch.now - Date.now();
    switches.value = patch.switches;
    bots.value = patch.bots;
    if (patch.people.length > 0) people.value = merged(people.value, patch.people, ({ id }) => id);
    applyChats(patch.chats);
    for (const [key, list] of Map.groupBy(patch.members, ({ chat }) => chat)) applyMembers(key, list);
    for (const [key, list] of Map.groupBy(patch.posts, ({ chat }) => chat)) applyPosts(key, list);
    if (patch.updates.length > 0)
      updates.value = [
        ...merged(new Map(updates.value.map((view) => [updateKey(view), view])), patch.updates, updateKey).values(),
      ].slice(-UPDATES_KEPT);
    if (patch.calls.length > 0) calls.value = [...calls.value, ...patch.calls].slice(-CALLS_KEPT);
    applyTyping(patch);
  });
}

function forget(): void {
  people.value = new Map();
  chats.value = new Map();
  updates.value = [];
  calls.value = [];
  typing.value = [];
  worldNumber.value++;
}

function updateKey({ botId, update }: UpdateView): string {
  return `${botId}:${update.update_id}`;
}

function merged<K, V>(before: ReadonlyMap<K, V>, changes: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, V> {
  const after = new Map(before);
  for (const value of changes) after.set(keyOf(value), value);
  return after;
}

function applyChats(views: readonly ChatView[]): void {
  const added: [string, Chat][] = [];
  for (const view of views) {
    const known = chats.value.get(view.key);
    if (known) known.view.value = view;
    else added.push([view.key, { key: view.key, view: signal(view), posts: signal([]), members: signal(new Map()) }]);
  }
  if (added.length > 0) chats.value = new Map([...chats.value, ...added]);
}

function applyMembers(key: string, views: readonly MemberView[]): void {
  const chat = chats.value.get(key);
  const list = views.map(({ member }) => member);
  if (chat) chat.members.value = merged(chat.members.value, list, ({ user }) => user.id);
}

function applyPosts(key: string, views: readonly PostView[]): void {
  const chat = chats.value.get(key);
  if (!chat) return;
  const posts = [...chat.posts.value];
  for (const view of views) {
    const at = indexOf(posts, view.message.message_id);
    if (posts[at]?.message.message_id === view.message.message_id) posts[at] = view;
    else posts.splice(at, 0, view);
  }
  chat.posts.value = posts;
}

/** Where a message is, or would be, in a list ordered by number. */
function indexOf(posts: readonly PostView[], messageId: number): number {
  let low = 0;
  let high = posts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((posts[middle]?.message.message_id ?? 0) < messageId) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A message of a chat, if it is known. */
export function postOf(chat: Chat, messageId: number): PostView | undefined {
  const posts = chat.posts.value;
  const post = posts[indexOf(posts, messageId)];
  return post?.message.message_id === messageId ? post : undefined;
}

function applyTyping(patch: Patch): void {
  const until = Date.now() + TYPING_MS;
  const silent = new Set(patch.posts.map(({ chat, message }) => `${chat}:${message.from?.id}`));
  if (patch.typing.length === 0 && typing.value.length === 0) return;
  typing.value = [
    ...typing.value.filter((one) => one.until > Date.now() && !silent.has(`${one.chat}:${one.bot}`)),
    ...patch.typing.map((one) => ({ ...one, until })),
  ];
}
