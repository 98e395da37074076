import { type Database, type Db, moveChat, readChat, writeSettings } from '@alita/db';
import type { Call, Module, Outcome, Params } from '@alita/kit';
import { createRuntime, type Directory, type Host } from '@alita/runtime';
import { type Bot, type PersonOptions, type Room, type Person as SimPerson, World } from '@alita/simulator';
import { createSpeaker, perform, readUpdate } from '@alita/telegram';
import { Actor, type Post } from './actor.ts';
import { ChatView } from './chat-view.ts';
import { emptyDatabase } from './database.ts';
import { createOffice } from './office.ts';
import { rememberingTexts, type Said } from './texts.ts';

export interface TestBotOptions {
  readonly languages?: readonly string[];
  /** Who is known by name and id; everyone in the world unless given. */
  readonly directory?: (database: Database) => Directory;
  /** Who runs the bot; nobody unless given. */
  readonly staff?: (database: Database) => Host['staff'];
  /** Rights of the bot in the group; all unless given. `member`: not an administrator. */
  readonly bot?: 'all' | 'member' | Parameters<SimPerson['promotes']>[2];
  readonly group?: 'supergroup' | 'group' | 'forum';
}

/** A span of time. */
export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/**
 * Modules on a simulated Telegram and a real PostgreSQL, in one process: a group with an owner, an admin with every
 * right but promoting, two members, and a bot that has handled everything before an action returns.
 * @example
 * const { admin, member, chat } = await testBot(bans);
 * await admin.says('/ban @member');
 * expect(chat.lastReply).toMatchObject({ key: 'bans.banned' });
 */
export async function testBot(given: Module | readonly Module[], options: TestBotOptions = {}) {
  const modules = [given].flat() as readonly Module[];
  const database = await emptyDatabase();
  const world = new World();
  const texts = rememberingTexts(modules, options.languages ?? ['en', 'es']);
  const sim: Bot = world.bot({ username: 'alita_bot', name: 'Alita' });
  const bugs: unknown[] = [];
  const faults = new Map<string, { description: string; code: number }[]>();
  const made: { call: Call; outcome: Outcome }[] = [];

  const api = async (method: string, params: Record<string, unknown>) => {
    const fault = faults.get(method)?.shift();
    if (fault) return { ok: false as const, error_code: fault.code, description: fault.description };
    return world.telegram.call(sim.token, method, params);
  };
  const sources = { api, readRef: () => Promise.resolve(undefined), readBlob: () => Promise.resolve(undefined) };
  const asked: string[] = [];
  const runtime = createRuntime(modules, {
    me: { id: sim.id, name: 'Alita', username: sim.username, isBot: true },
    staff: options.staff?.(database) ?? (() => Promise.resolve(undefined)),
    now: () => new Date(world.clock.now()),
    token: () => Math.random().toString(16).slice(2).padEnd(16, '0').slice(0, 16),
    languages: texts.languages,
    translator: texts.translator,
    readUpdate,
    speaker: createSpeaker,
    ask: async (_chat, method, params) => {
      asked.push(method);
      return (await perform({ method, params }, sources)).outcome;
    },
    cache: memoryCache(),
    directory: options.directory?.(database) ?? worldDirectory(world),
    loadChat: (chat) => readChat(database.db, chat),
    saveSettings: (db, chat, module, data) => writeSettings(db as Db, chat, module, data),
    moveChat: (db, from, to) => moveChat(db as Db, from, to),
    isTransient: () => false,
    onBug: (error) => void bugs.push(error),
  });
  const office = createOffice({
    database,
    api,
    now: () => world.clock.now(),
    handle: (item) => runtime.handle(item),
    onCall: (call, outcome) => void made.push({ call, outcome }),
  });
  const stop = world.onUpdate(sim.id, (update) => {
    const event = readUpdate(update);
    if (event) office.push({ id: `u${update.update_id}`, kind: 'update', body: update, chatId: event.chat.id });
  });

  /** Everything is handled, and nothing broke on the way. */
  async function settled(): Promise<void> {
    await office.idle();
    const [bug] = bugs.splice(0);
    if (bug !== undefined) throw bug;
  }

  const boss = world.person({ firstName: 'owner', username: 'owner' });
  const people = {
    admin: world.person({ firstName: 'admin', username: 'admin' }),
    member: world.person({ firstName: 'member', username: 'member' }),
    other: world.person({ firstName: 'other', username: 'other' }),
  };
  const kind = options.group ?? 'supergroup';
  const founded = {
    title: 'Test group',
    owner: boss,
    members: Object.values(people),
    ...(kind === 'forum' && { forum: true }),
  };
  const room: Room = kind === 'group' ? world.group(founded) : world.supergroup(founded);
  boss.promotes(room, people.admin, ADMIN_RIGHTS);
  boss.adds(room, sim);
  if (options.bot !== 'member') boss.promotes(room, sim, options.bot ?? 'all');
  await settled();
  made.length = 0;
  asked.length = 0;

  const view = new ChatView(world, room, sim, texts.saidAs);
  const actor = (person: SimPerson): Actor =>
    new Actor({ person, room, bot: sim, world, settled, saidAs: texts.saidAs });

  return {
    world,
    room,
    bot: sim,
    database,
    chat: view,
    owner: actor(boss),
    admin: actor(people.admin),
    member: actor(people.member),
    other: actor(people.other),
    /** Somebody else; not in the group until they join. */
    person: (about: PersonOptions = {}): Actor => actor(world.person(about)),
    /** What the bot says to somebody in private. */
    privateChat: (who: Actor): ChatView => new ChatView(world, { bot: sim, person: who }, sim, texts.saidAs),
    telegram: {
      /** The next call of this method is refused with Telegram's words. */
      refuses(method: string, description: string, code = 400): void {
        faults.set(method, [...(faults.get(method) ?? []), { description: `Bad Request: ${description}`, code }]);
      },
      /** Parameters of the calls made so far, of one method or all. */
      calls: (method?: string): Record<string, unknown>[] =>
        made.filter(({ call }) => !method || call.method === method).map(({ call }) => call.params),
      /** Methods asked while a handler waited. */
      asked,
    },
    /** Sets the clock forward; what became due has been handled. */
    later: async ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): Promise<void> => {
      world.advance((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
      office.due();
      await settled();
    },
    /** The sender's word that Telegram lets the bot do nothing in the group any more. */
    chatGone: async (): Promise<void> => {
      const body = { name: 'kit.chat-gone', data: {}, outcome: { ok: false, refusal: 'chat-gone' } };
      office.push({ id: 'gone', kind: 'continuation', body, chatId: room.id });
      await settled();
    },
    /** Acts on the world directly, then lets the bot handle what came of it. */
    act: async <T>(what: () => T): Promise<T> => {
      const result = what();
      await settled();
      return result;
    },
    stop,
  };
}

export type TestBot = Awaited<ReturnType<typeof testBot>>;
export type { Params, Post, Said };

const ADMIN_RIGHTS = [
  'can_delete_messages',
  'can_restrict_members',
  'can_pin_messages',
  'can_invite_users',
  'can_change_info',
] as const;

function memoryCache() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string) => Promise.resolve(kept.get(key)),
    set: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

/** Everyone in the world is known. */
function worldDirectory(world: World): Directory {
  const known = (id: number | undefined) => {
    const user = id === undefined ? undefined : world.accounts.get(id)?.user;
    if (user)
      return {
        id: user.id,
        name: [user.first_name, user.last_name].filter(Boolean).join(' '),
        username: user.username,
      };
    const room = id === undefined ? undefined : world.rooms.get(id);
    return room && { id: room.id, name: 'title' in room.chat ? (room.chat.title ?? '') : '' };
  };
  return {
    byId: (id) => Promise.resolve(known(id)),
    byUsername: (name) => Promise.resolve(known(world.usernames.get(name.toLowerCase()))),
  };
}
