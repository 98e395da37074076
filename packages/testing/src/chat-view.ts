import type { Bot, Post as Kept, Room, World } from '@alita/simulator';
import type { Post } from './actor.ts';
import type { Said } from './texts.ts';

/** A message of the bot, as it was said and as it is shown. */
export interface Reply extends Partial<Said> {
  readonly text: string;
  readonly message: Post;
  /** Labels of its buttons. */
  readonly buttons: readonly string[];
}

type Place = Parameters<World['history']>[0];

/** What people see in a chat. */
export class ChatView {
  readonly #world: World;
  readonly #place: Place;
  readonly #bot: Bot;
  readonly #saidAs: (text: string) => Said | undefined;

  constructor(world: World, place: Place | Room, bot: Bot, saidAs: (text: string) => Said | undefined) {
    this.#world = world;
    this.#place = place;
    this.#bot = bot;
    this.#saidAs = saidAs;
  }

  get id(): number {
    return 'posts' in this.#place ? this.#place.id : this.#place.person.id;
  }

  get #posts(): readonly Kept[] {
    return this.#world.history(this.#place);
  }

  /** Everything the bot has said that is still there, oldest first, as it is shown now. */
  get said(): readonly Reply[] {
    return this.#posts
      .filter(
        ({ message, deleted }) =>
          message.from?.id === this.#bot.id && !deleted && (message.text ?? message.caption) !== undefined,
      )
      .map(({ message }) => this.#reply(message));
  }

  /** Keys of what the bot has said. */
  get replies(): readonly (string | undefined)[] {
    return this.said.map(({ key }) => key);
  }

  /** The newest thing the bot has said. */
  get lastReply(): Reply {
    const last = this.said.at(-1);
    if (!last) throw new Error('the bot has said nothing');
    return last;
  }

  /** Whether a message can be seen. */
  shows(message: Post): boolean {
    return this.#posts.some((post) => post.message.message_id === message.message_id && !post.deleted);
  }

  #reply(message: Post): Reply {
    const text = message.text ?? message.caption ?? '';
    const buttons = message.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
    return { ...this.#saidAs(text), text, message, buttons };
  }
}
