import {
  type ArgInput,
  type Args,
  type Message,
  type Outcome,
  type Params,
  type Person,
  type Translate,
  UserError,
  type Word,
  z,
} from '@alita/kit';
import type { Directory } from './ports.ts';

/** The words of a text from `from` on; a text mention is one word with its person, quotes are the module's affair. */
function wordsOf(message: Message, from: number): Word[] {
  const mentions = message.entities.filter(({ type, user }) => type === 'text_mention' && user);
  const words: Word[] = [];
  const pattern = /\S+/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(message.text); match; match = pattern.exec(message.text)) {
    const at = match.index;
    const mention = mentions.find(({ offset }) => offset === at);
    const to = mention ? mention.offset + mention.length : at + match[0].length;
    words.push({ text: message.text.slice(at, to), from: at, to, person: mention?.user });
    pattern.lastIndex = to;
  }
  return words;
}

/** Who is known by name or id, and a way to ask Telegram who it is. */
export interface Lookup {
  readonly directory: Directory;
  /** The chat's administrators, none when Telegram does not say. */
  readonly admins: () => Promise<readonly Person[]>;
  readonly ask: (method: string, params: Record<string, unknown>) => Promise<Outcome>;
}

const Named = z.object({ id: z.number(), title: z.string() });

/** Telegram tells a bot of public groups and channels it has never met, of people it does not. */
async function publicChat(username: string, ask: Lookup['ask']): Promise<Person | undefined> {
  if (!/^\w{4,32}$/.test(username)) return undefined;
  const { ok, result } = await ask('getChat', { chat_id: `@${username}` });
  const found = ok ? Named.safeParse(result).data : undefined;
  return found && { id: found.id, name: found.title, username };
}

/** Admins are known even when they never spoke. */
const amongAdmins = async (username: string, admins: Lookup['admins']): Promise<Person | undefined> =>
  (await admins()).find((person) => person.username?.toLowerCase() === username.toLowerCase());

/** What a command's arguments are read from. */
export function createArgInput(message: Message, from: number, { directory, admins, ask }: Lookup): ArgInput {
  const words = wordsOf(message, from);
  let next = 0;
  return {
    message,
    peek: () => words[next],
    take: () => words[next++],
    rest: () => message.text.slice(words[next]?.from ?? message.text.length).trim(),
    byUsername: async (name) =>
      (await directory.byUsername(name)) ?? (await amongAdmins(name, admins)) ?? publicChat(name, ask),
    byId: async (id) => (await directory.byId(id)) ?? { id, name: String(id) },
  };
}

/** `/tban <user> <time> [reason]` in the chat's language. */
export function usageOf(name: string, args: Args, t: Translate): string {
  const shown = Object.values(args).map((arg) => {
    const label = arg.choices?.length ? arg.choices.join('|') : t(`kit.arg.${arg.kind}`);
    return arg.isOptional ? `[${label}]` : `<${label}>`;
  });
  return [`/${name}`, ...shown].join(' ');
}

/**
 * Reads all arguments, left to right.
 * @throws UserError that says what is wrong and shows the usage
 */
export async function readArgs(args: Args, input: ArgInput, usage: () => string): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [key, arg] of Object.entries(args)) {
    const read = await arg.read(input);
    if (!read.ok) throw new UserError(read.key, { usage: usage(), ...read.params } satisfies Params);
    values[key] = read.value;
  }
  return values;
}
