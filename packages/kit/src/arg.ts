import { Duration, type DurationProblem, LONGEST_MS, parseDuration, SHORTEST_MS } from './duration.ts';
import type { Message } from './event.ts';
import { isChannelId, type Person } from './people.ts';
import type { Params } from './say.ts';

/** Somebody a command is about. */
export interface Target extends Person {
  /** A channel or group that speaks in the chat, rather than a person. */
  readonly isChat: boolean;
  /** True when taken from the replied-to message. */
  readonly byReply: boolean;
}

/** One word of a command's arguments; `from`…`to` are offsets in the message's text. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The person of a text mention that starts here. */
  readonly person?: Person | undefined;
}

/** What an argument reads from, left to right. */
export interface ArgInput {
  readonly message: Message;
  /** Looks at the next word without taking it. */
  peek(): Word | undefined;
  take(): Word | undefined;
  /** Everything not yet taken, trimmed, with its line breaks. */
  rest(): string;
  /** Person or chat known by this @name (without the @), or undefined. */
  byUsername(name: string): Promise<Person | undefined>;
  /** What is known of this id; the name is the id when nothing is. */
  byId(id: number): Promise<Person>;
}

/** A value, or the key of a message that says what is wrong. `missing`: nothing was there to read. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly key: string; readonly params?: Params; readonly missing?: boolean };

/** One argument of a command. */
export interface Arg<T> {
  /** Shown in usage lines: `<user>`, `[reason]`. The label is a message key `kit.arg.<kind>`. */
  readonly kind: string;
  readonly isOptional: boolean;
  readonly choices?: readonly string[];
  read(input: ArgInput): Read<T> | Promise<Read<T>>;
  /** Left out, it is `undefined`; given but wrong, it is still refused. */
  optional(): Arg<T | undefined>;
}

type Reader<T> = (input: ArgInput) => Read<T> | Promise<Read<T>>;

const value = <T>(read: T): Read<T> => ({ ok: true, value: read });
const problem = (key: string, params: Params = {}): Read<never> => ({ ok: false, key, params });
const missing = (kind: string): Read<never> => ({
  ok: false,
  key: kind === 'member' ? 'kit.no-target' : 'kit.argument-missing',
  missing: true,
});

/**
 * Makes an argument kind from a reading function. Usage lines name it by the message `kit.arg.<kind>`.
 * @example
 * const colour = defineArg('colour', (input) => {
 *   const word = input.take();
 *   if (!word) return { ok: false, key: 'kit.argument-missing', missing: true };
 *   return COLOURS.has(word.text) ? { ok: true, value: word.text } : { ok: false, key: 'paint.no-colour' };
 * });
 */
export function defineArg<T>(kind: string, read: Reader<T>, choices: readonly string[] = []): Arg<T> {
  return {
    kind,
    isOptional: false,
    choices,
    read,
    optional: () => ({
      ...defineArg<T | undefined>(
        kind,
        async (input) => {
          const got = await read(input);
          return got.ok || !got.missing ? got : value(undefined);
        },
        choices,
      ),
      isOptional: true,
    }),
  };
}

/** Reads one word with a function that gives a value or a problem. */
const word = <T>(kind: string, convert: (text: string) => Read<T>, choices?: readonly string[]): Arg<T> =>
  defineArg(
    kind,
    (input) => {
      const next = input.peek();
      if (!next) return missing(kind);
      const read = convert(next.text);
      if (read.ok) input.take();
      return read;
    },
    choices,
  );

/** What a text is called in usage lines: a message `kit.arg.<name>` each. */
export type TextName = 'text' | 'reason' | 'command' | 'title' | 'name' | 'keyword';

const ID = /^-?\d{1,16}$/;
const PROFILE = /^(?:https?:\/\/)?t\.me\/([a-z]\w{3,31})\/?$|^tg:\/\/resolve\?domain=([a-z]\w{3,31})$/i;
const PROFILE_ID = /^tg:\/\/user\?id=(\d{1,16})$/i;

/**
 * A person or a chat that speaks: text mention, @name, link, id, or the sender of the replied-to message. An explicit
 * one wins over the reply, except a bare number followed by words in a reply (GEN-D9).
 */
async function readMember(input: ArgInput): Promise<Read<Target>> {
  const next = input.peek();
  const reply = input.message.replyTo;
  const explicit = next && (await explicitTarget(input, next, reply !== undefined));
  if (explicit) return explicit;
  if (!reply) return next ? problem('kit.not-a-member', { word: next.text }) : missing('member');
  const { sender } = reply;
  if (sender.id === 0) return missing('member');
  return value({ ...sender, isChat: sender.kind !== 'user', byReply: true });
}

async function explicitTarget(input: ArgInput, next: Word, isReply: boolean): Promise<Read<Target> | undefined> {
  const target = (person: Person): Read<Target> => {
    input.take();
    return value({ ...person, isChat: isChannelId(person.id), byReply: false });
  };
  if (next.person) return target(next.person);
  const link = PROFILE.exec(next.text);
  const name = next.text.startsWith('@') ? next.text.slice(1) : (link?.[1] ?? link?.[2]);
  if (name !== undefined) {
    const found = await input.byUsername(name);
    return found ? target(found) : problem('kit.unknown-username', { username: name });
  }
  const id = Number(PROFILE_ID.exec(next.text)?.[1] ?? (ID.test(next.text) ? next.text : Number.NaN));
  if (!Number.isSafeInteger(id) || (id <= 0 && !isChannelId(id))) return undefined;
  if (isReply && input.rest() !== next.text) return undefined;
  return target(await input.byId(id));
}

/**
 * The kinds of arguments. Each is a pure reading function, optional or not.
 * @example args: { target: arg.member(), length: arg.duration(), reason: arg.text().optional() }
 */
export const arg = {
  /** Somebody the command is about. */
  member: (): Arg<Target> => defineArg('member', readMember),

  /** The rest of the message, called so in usage lines: a reason, a title. */
  text: ({ max = 4096, called = 'text' }: { max?: number; called?: TextName } = {}): Arg<string> =>
    defineArg(called, (input) => {
      const text = input.rest();
      while (input.take());
      if (text === '') return missing(called);
      return text.length > max ? problem('kit.text-too-long', { max }) : value(text);
    }),

  /** A group or channel as Telegram takes it for `chat_id`: an id, a @name or a link. Nobody has asked whether it exists. */
  chat: (): Arg<number | string> =>
    word<number | string>('chat', (text) => {
      if (/^-?\d{1,16}$/.test(text)) return value(Number(text));
      const name = /^@(\w{4,32})$/.exec(text)?.[1] ?? PROFILE.exec(text)?.[1];
      return name ? value(`@${name}`) : problem('kit.not-a-chat', { word: text });
    }),

  /** One word. */
  word: (): Arg<string> => word('word', (text) => value(text)),

  /** A length of time in milliseconds: `2h`, `1h30m`, `3d`. */
  duration: ({ min = SHORTEST_MS, max = LONGEST_MS }: { min?: number; max?: number } = {}): Arg<number> =>
    word('duration', (text) => {
      const read: number | DurationProblem = parseDuration(text, min, max);
      if (typeof read === 'number') return value(read);
      return problem(`kit.${read}`, { word: text, min: new Duration(min), max: new Duration(max) });
    }),

  /** A whole number. */
  int: ({
    min = Number.MIN_SAFE_INTEGER,
    max = Number.MAX_SAFE_INTEGER,
  }: {
    min?: number;
    max?: number;
  } = {}): Arg<number> =>
    word('int', (text) => {
      if (!/^[+-]?\d{1,15}$/.test(text)) return problem('kit.not-a-number', { word: text });
      const read = Number(text);
      return read < min || read > max ? problem('kit.number-range', { min, max }) : value(read);
    }),

  /** One of a few words, in any case. */
  choice: <const C extends string>(choices: readonly C[]): Arg<C> =>
    word(
      'choice',
      (text) => {
        const found = choices.find((choice) => choice === text.toLowerCase());
        return found ? value(found) : problem('kit.not-a-choice', { word: text, choices: choices.join(', ') });
      },
      choices,
    ),

  /** `on`, `yes`, `true` or `off`, `no`, `false`. */
  toggle: (): Arg<boolean> =>
    word(
      'toggle',
      (text) => {
        const lower = text.toLowerCase();
        if (['on', 'yes', 'true', '1'].includes(lower)) return value(true);
        if (['off', 'no', 'false', '0'].includes(lower)) return value(false);
        return problem('kit.not-a-choice', { word: text, choices: 'on, off' });
      },
      ['on', 'off'],
    ),
} as const;

/** The values a record of arguments reads to. */
export type ArgValues<A> = { readonly [K in keyof A]: A[K] extends Arg<infer T> ? T : never };
/** A command's arguments by name, in the order they are read. */
export type Args = Readonly<Record<string, Arg<unknown>>>;
