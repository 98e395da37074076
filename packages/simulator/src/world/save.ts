import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Account, type BotProfile, type Room, type StoredFile, Upload } from './model.ts';
import type { State } from './state.ts';

const FORMAT = 'alita-world';
const VERSION = 1;

/** What surrounds a saved world. The content is text of its own, so that its checksum says whether it is whole. */
const Envelope = z.object({ format: z.literal(FORMAT), version: z.int(), checksum: z.string(), content: z.string() });

/** All that is saved. Tokens, and what bots told of themselves, are not. */
interface Saved {
  now: number;
  counters: Map<string, number>;
  accounts: (Omit<Account, 'bot'> & { isBot: boolean })[];
  rooms: Map<number, Room>;
  privateRooms: Map<string, Room>;
  files: Map<string, StoredFile>;
}

/** The world as a text for a file. */
export function save(state: State): string {
  const saved: Saved = {
    now: state.clock.now(),
    counters: new Map(state.counters),
    accounts: [...state.accounts.values()].map(({ bot, ...rest }) => ({ ...rest, isBot: bot !== undefined })),
    rooms: state.rooms,
    privateRooms: state.privateRooms,
    files: state.files,
  };
  const content = JSON.stringify(saved, pack);
  return JSON.stringify({ format: FORMAT, version: VERSION, checksum: checksum(content), content });
}

/**
 * Puts a saved world in the place of this one. Bots that are here keep their tokens and waiting updates.
 * @throws RangeError when the text is no world of this version, or not whole
 */
export function load(state: State, text: string): void {
  const saved = open(text);
  state.clear();
  state.countFrom(saved.counters);
  state.clock.advance(Math.max(0, saved.now - state.clock.now()));
  for (const { isBot, ...account } of saved.accounts) {
    const bot = isBot ? (state.accounts.get(account.user.id)?.bot ?? newProfile(account.user.id)) : undefined;
    const loaded: Account = bot ? { ...account, bot } : account;
    state.accounts.set(account.user.id, loaded);
    if (bot) state.tokens.set(bot.token, loaded);
    if (account.user.username) state.usernames.set(account.user.username.toLowerCase(), account.user.id);
  }
  for (const [id, file] of saved.files) state.files.set(id, file);
  for (const [key, room] of saved.privateRooms) state.privateRooms.set(key, room);
  for (const [id, room] of saved.rooms) {
    state.rooms.set(id, room);
    if (room.chat.username) state.usernames.set(room.chat.username.toLowerCase(), id);
  }
  state.emit({ type: 'cleared' });
}

function open(text: string): Saved {
  const envelope = Envelope.safeParse(parsed(text));
  if (!envelope.success) throw new RangeError('This is not a saved world.');
  const { version, checksum: expected, content } = envelope.data;
  if (version !== VERSION)
    throw new RangeError(`This world was saved in version ${version} of the format; this simulator reads ${VERSION}.`);
  if (checksum(content) !== expected) throw new RangeError('This world was cut short or changed after it was saved.');
  return JSON.parse(content, unpack) as Saved;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checksum(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

function newProfile(id: number): BotProfile {
  return {
    token: `${id}:${'simulated-token-'.repeat(3).slice(0, 35)}`,
    privacy: false,
    commands: new Map(),
    texts: new Map(),
    menuButtons: new Map(),
    defaultRights: new Map(),
  };
}

function pack(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] };
  if (value instanceof Set) return { $set: [...value] };
  if (value instanceof Upload)
    return { $upload: { name: value.name, mime: value.mime, base64: Buffer.from(value.bytes).toString('base64') } };
  return value;
}

const Packed = {
  $map: z.array(z.tuple([z.unknown(), z.unknown()])).transform((entries) => new Map(entries)),
  $set: z.array(z.unknown()).transform((items) => new Set(items)),
  $upload: z
    .object({ name: z.string(), mime: z.string(), base64: z.string() })
    .transform(({ base64, name, mime }) => new Upload(Buffer.from(base64, 'base64'), name, mime)),
};

function unpack(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [[key, content] = ['', undefined], ...more] = Object.entries(value);
  const packed = more.length === 0 ? Object.entries(Packed).find(([name]) => name === key)?.[1] : undefined;
  return packed ? packed.parse(content) : value;
}
