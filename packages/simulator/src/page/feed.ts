import type { User } from '@grammyjs/types';
import type { Player } from '../control/player.ts';
import type { Fault } from '../faults.ts';
import { type LimitRules, limitPresets } from '../limits.ts';
import { scripts } from '../scripts/index.ts';
import type { Post, Room, WorldEvent } from '../world/model.ts';
import type { World } from '../world.ts';
import type { Recent } from './recent.ts';
import {
  type BotView,
  type CallView,
  type ChatView,
  keyOf,
  type MemberView,
  type PostView,
  type UpdateView,
  viewBot,
  viewCall,
  viewChat,
  viewMember,
  viewPost,
} from './view.ts';

/** The switches of a world as they stand. */
export interface Switches {
  limits: keyof typeof limitPresets | 'own';
  faults: readonly { id: number; fault: Fault }[];
  /** The script that plays now. */
  playing?: string;
  scripts: readonly { name: string; about: string; options: Readonly<Record<string, number>> }[];
}

/**
 * What changed since the patch before: everything named in it replaces what was known under the same key. The first
 * one, and the one after the world was replaced, is `whole`: what was known before it is void.
 */
export interface Patch {
  whole: boolean;
  /** The world's clock, in milliseconds. */
  now: number;
  switches: Switches;
  bots: readonly BotView[];
  people: readonly User[];
  chats: readonly ChatView[];
  members: readonly MemberView[];
  posts: readonly PostView[];
  updates: readonly UpdateView[];
  calls: readonly CallView[];
  /** Bots that show an action, such as typing. */
  typing: readonly { chat: string; bot: number; action: string }[];
}

/** What a feed reads from. */
export interface Sources {
  world: World;
  recent: Recent;
  player: Player;
}

const PAUSE_MS = 50;
const POSTS_AT_FIRST = 3000;
const CALLS_AT_FIRST = 1000;

/** Where patches go. While it is not ready they gather. */
export interface Reader {
  isReady(): boolean;
  send(patch: Patch): void;
}

/** Collects what changes in a world and sends it in patches, each thing once however often it changed meanwhile. */
export class Feed {
  readonly #sources: Sources;
  readonly #reader: Reader;
  readonly #unsubscribe: () => void;
  #changed = emptyChanges();
  #timer: NodeJS.Timeout | undefined;

  /** Sends the whole world at once. */
  constructor(sources: Sources, reader: Reader) {
    this.#sources = sources;
    this.#reader = reader;
    this.#flush(true);
    this.#unsubscribe = sources.world.subscribe((event) => this.#collect(event));
  }

  stop(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #collect(event: WorldEvent): void {
    const changed = this.#changed;
    // What polls say is in the updates already.
    if (event.type === 'call' && event.call.method === 'getUpdates') return;
    this.#schedule();
    if ('room' in event && event.room) changed.chats.add(event.room);
    switch (event.type) {
      case 'account':
        changed.people.set(event.account.user.id, event.account.user);
        break;
      case 'chat':
        changed.newChats.add(event.room);
        break;
      case 'message':
      case 'edit':
      case 'delete':
      case 'reaction':
        changed.posts.set(event.post, event.room);
        break;
      case 'member':
        changed.members.push([event.room, event.change.new_chat_member.user.id]);
        break;
      case 'update':
        changed.updates.add(`${event.botId}:${event.update.update_id}`);
        break;
      case 'delivered':
        for (const id of event.updateIds) changed.updates.add(`${event.botId}:${id}`);
        break;
      case 'call': {
        changed.calls.push(event.call);
        // Some calls change a chat without a trace in it: its permissions, its pins.
        const room = this.#sources.world.rooms.get(Number(event.call.params.chat_id));
        if (room) changed.chats.add(room);
        break;
      }
      case 'typing':
        changed.typing.push({ chat: keyOf(event.room), bot: event.botId, action: event.action });
        break;
      case 'cleared':
        this.#changed = { ...emptyChanges(), whole: true };
    }
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#flush(), PAUSE_MS).unref();
  }

  #flush(whole = this.#changed.whole): void {
    this.#timer = undefined;
    if (!this.#reader.isReady()) {
      this.#schedule();
      return;
    }
    const { world, recent } = this.#sources;
    const changed = this.#changed;
    this.#changed = emptyChanges();
    const rooms = [...world.rooms.values(), ...world.privateRooms.values()];
    const everyone = (some: Iterable<Room>): MemberView[] =>
      [...some].flatMap((room) => [...room.members.keys()].map((id) => viewMember(world, room, id)));
    this.#reader.send({
      whole,
      now: world.clock.now(),
      switches: switchesOf(this.#sources),
      bots: [...world.tokens.values()].map(viewBot),
      people: whole ? [...world.accounts.values()].map(({ user }) => user) : [...changed.people.values()],
      chats: (whole ? rooms : [...changed.chats]).map(viewChat),
      members: whole
        ? everyone(rooms)
        : [...everyone(changed.newChats), ...changed.members.map(([room, id]) => viewMember(world, room, id))],
      posts: whole ? rooms.flatMap(latest) : [...changed.posts].map(([post, room]) => viewPost(room, post)),
      updates: whole
        ? recent.all()
        : [...changed.updates].flatMap((key) => {
            const [botId, id] = key.split(':').map(Number);
            return recent.find(botId ?? 0, id ?? 0) ?? [];
          }),
      calls: (whole ? world.telegram.calls(recent.firstCall).slice(-CALLS_AT_FIRST) : changed.calls).map(viewCall),
      typing: changed.typing,
    });
  }
}

function emptyChanges() {
  return {
    whole: false,
    people: new Map<number, User>(),
    chats: new Set<Room>(),
    newChats: new Set<Room>(),
    members: [] as [Room, number][],
    posts: new Map<Post, Room>(),
    updates: new Set<string>(),
    calls: [] as CallView[],
    typing: [] as Patch['typing'][number][],
  };
}

function latest(room: Room): PostView[] {
  return [...room.posts.values()].slice(-POSTS_AT_FIRST).map((post) => viewPost(room, post));
}

function switchesOf({ world, player }: Sources): Switches {
  const rules: LimitRules = world.telegram.limits.rules;
  const names = Object.keys(limitPresets) as (keyof typeof limitPresets)[];
  return {
    limits: names.find((name) => limitPresets[name] === rules) ?? 'own',
    faults: world.telegram.faults.list(),
    ...(player.playing ? { playing: player.playing } : {}),
    scripts: Object.values(scripts).map(({ name, about, options }) => ({ name, about, options })),
  };
}
