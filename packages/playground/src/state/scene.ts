import type { Act } from '@alita/simulator';
import type { User } from '@grammyjs/types';
import { computed, effect, signal } from '@preact/signals';
import { act } from './api.ts';
import { type Standing, standingOf } from './standing.ts';
import { bots, type Chat, chats, people, worldNow, worldNumber } from './store.ts';

/** Who the operator is, where, and what is at hand there. */

/** Telegram itself; no persona. */
const SERVICE_ID = 777_000;

/** Somebody to be: a person, perhaps speaking as a channel of theirs. */
export interface Persona {
  readonly person: number;
  readonly as?: number;
}

const chosenPersona = signal<Persona | undefined>(undefined);
const chosenChat = signal<string | undefined>(undefined);
export const topic = signal<number | undefined>(undefined);
/** The message an answer or a correction is being written to. */
export const drafting = signal<{ kind: 'reply' | 'edit'; messageId: number } | undefined>(undefined);
/** Text that waits to be put into the message box. */
export const suggestion = signal<string | undefined>(undefined);
/** On a narrow screen one of the three is shown. */
export const pane = signal<'who' | 'chat' | 'what'>('chat');

export const persons = computed<readonly User[]>(() =>
  [...people.value.values()].filter(({ id, is_bot }) => !is_bot && id !== SERVICE_ID),
);

export const persona = computed<Persona>(() => {
  const chosen = chosenPersona.value;
  return chosen && people.value.has(chosen.person) ? chosen : { person: persons.value[0]?.id ?? 0 };
});

/** The group of the first scene. */
export const home = computed<Chat | undefined>(() =>
  [...chats.value.values()].find(({ view }) => view.value.type === 'supergroup'),
);

export const chat = computed<Chat | undefined>(() => {
  const key = chosenChat.value;
  const known = key === undefined ? undefined : chats.value.get(key);
  const isTheirs = !known?.view.value.private || known.view.value.private.person === persona.value.person;
  return known && isTheirs ? known : home.value;
});

/** What the persona is and may do in the open chat. */
export const standing = computed<Standing | undefined>(() => {
  const here = chat.value;
  return here && standingIn(here, persona.value.person);
});

export function standingIn({ view, members }: Chat, userId: number): Standing {
  return standingOf(view.value, members.value.get(userId), Math.floor(worldNow() / 1000));
}

/** The open chat as acts name it: its id, for a private one the bot's. */
export function addressOf({ view }: Chat): number {
  return view.value.private?.bot ?? view.value.id;
}

/** How far each persona has read each chat, by message number. */
const read = signal<ReadonlyMap<string, number>>(new Map());

function readKey(person: number, key: string): string {
  return `${person}@${key}`;
}

/** Messages of others the persona has not seen. */
export function unread({ key, posts }: Chat): number {
  const { person } = persona.value;
  const upTo = read.value.get(readKey(person, key));
  if (upTo === undefined) return 0;
  let count = 0;
  for (let i = posts.value.length - 1; i >= 0; i--) {
    const post = posts.value[i];
    if (!post || post.message.message_id <= upTo) break;
    if (post.message.from?.id !== person) count++;
  }
  return count;
}

/** Who opens the page, or becomes somebody, has read what was there before; the open chat is read as it grows. */
effect(() => {
  const { person } = persona.value;
  const open = chat.value;
  const next = new Map(read.peek());
  for (const one of chats.value.values()) {
    const key = readKey(person, one.key);
    const last = (one === open ? one.posts.value : one.posts.peek()).at(-1)?.message.message_id ?? 0;
    if (one === open || !next.has(key)) next.set(key, last);
  }
  read.value = next;
});

/** What was chosen in another world means nothing in a new one. */
effect(() => {
  if (worldNumber.value > 0) topic.value = drafting.value = undefined;
});

export function become(next: Persona): void {
  chosenPersona.value = next;
  drafting.value = undefined;
}

export function open(key: string): void {
  chosenChat.value = key;
  topic.value = drafting.value = undefined;
  pane.value = 'chat';
}

/** A person by their @name or first name. */
export function personNamed(name: string): User | undefined {
  const wanted = name.toLowerCase();
  return persons.value.find(({ username, first_name }) => [username, first_name.toLowerCase()].includes(wanted));
}

/** The bot of the playground. */
export const bot = computed<User | undefined>(() => people.value.get(bots.value[0]?.id ?? 0));

/** Starts the bot as the persona and opens their chat with it. */
export async function startBot(payload?: string): Promise<void> {
  const { person } = persona.value;
  const id = bot.value?.id;
  if (id === undefined) return;
  const start: Act = { act: 'starts', who: person, chat: id, ...(payload === undefined ? {} : { payload }) };
  if (await act(start)) open(`${id}:${person}`);
}
