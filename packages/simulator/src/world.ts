import type { Update } from '@grammyjs/types';
import { BotApi } from './calls.ts';
import { Bot } from './people/bot.ts';
import { Person } from './people/person.ts';
import { type BotOptions, createBot, createPerson, type PersonOptions } from './world/accounts.ts';
import type { UpdateKind } from './world/inbox.ts';
import { changeMember, owner, plainMember } from './world/members.ts';
import type { Post, Room } from './world/model.ts';
import { expirePresses } from './world/presses.ts';
import { createRoom, privateRoom, type RoomOptions } from './world/rooms.ts';
import { State, type WorldOptions } from './world/state.ts';

/** How a chat is founded. */
export interface ChatOptions extends Omit<RoomOptions, 'type' | 'title'> {
  title?: string;
  /** Who founds it; someone is made up unless given. */
  owner?: { readonly id: number };
  /** Who is in it from the start, before any bot watches. */
  members?: readonly { readonly id: number }[];
}

/**
 * A simulated Telegram: people act through {@link Person}, bots call through `telegram`, and
 * every bot gets its updates. Nothing leaves the process.
 *
 * @example
 * const world = new World();
 * const bot = world.bot({ username: 'my_bot' });
 * const ann = world.person({ firstName: 'Ann' });
 * world.onUpdate(bot.id, (update) => console.log(update));
 * ann.starts(bot);
 */
export class World extends State {
  /** The Bot API of this world. */
  readonly telegram: BotApi;

  constructor(options: WorldOptions & { keepCalls?: number } = {}) {
    super(options);
    this.telegram = new BotApi(this, options.keepCalls ?? 20_000);
  }

  /** Adds a person. */
  person(options: PersonOptions = {}): Person {
    return new Person(this, createPerson(this, options).user.id);
  }

  /** Adds a bot. */
  bot(options: BotOptions = {}): Bot {
    const account = createBot(this, options);
    return new Bot(this, account.user.id, account.bot?.token ?? '');
  }

  /** A bot that is here already. */
  botByToken(token: string): Bot | undefined {
    const account = this.tokens.get(token);
    return account && new Bot(this, account.user.id, token);
  }

  /** A person that is here already. */
  personById(id: number): Person {
    return new Person(this, this.account(id).user.id);
  }

  /** Founds a basic group. */
  group(options: ChatOptions = {}): Room {
    return this.#found('group', options);
  }

  /** Founds a supergroup. */
  supergroup(options: ChatOptions = {}): Room {
    return this.#found('supergroup', options);
  }

  /** Founds a channel. */
  channel(options: ChatOptions = {}): Room {
    return this.#found('channel', options);
  }

  /** Ties a channel to its discussion group. */
  link(channel: Room, group: Room): void {
    channel.linkedId = group.id;
    group.linkedId = channel.id;
  }

  /** The messages of a chat, or of someone's private chat with a bot; deleted ones are marked. */
  history(place: Room | { bot: { readonly id: number }; person: { readonly id: number } }): Post[] {
    const room = 'posts' in place ? place : privateRoom(this, place.bot.id, place.person.id);
    return [...room.posts.values()];
  }

  /** Hands a bot's updates to `handler` at once instead of keeping them; returns how to stop. */
  onUpdate(botId: number, handler: (update: Update) => void, allowed?: readonly UpdateKind[]): () => void {
    return this.inbox(botId).handle(handler, allowed);
  }

  /** Sets the world's clock forward by milliseconds. */
  advance(ms: number): void {
    this.clock.advance(ms);
    expirePresses(this);
    this.emit({ type: 'clock', now: this.clock.now() });
  }

  #found(type: RoomOptions['type'], options: ChatOptions): Room {
    const founder = options.owner?.id ?? this.person({ firstName: 'Owner' }).id;
    const room = createRoom(this, { ...options, type, title: options.title ?? `A ${type}` });
    room.members.set(founder, owner(founder));
    for (const { id } of options.members ?? []) {
      if (this.account(id).bot) changeMember(this, room, founder, plainMember(id));
      else room.members.set(id, plainMember(id));
    }
    return room;
  }
}
