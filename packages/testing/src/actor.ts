import type { Bot, CallbackAnswer, MediaKind, MediaOptions, Person, Room, SayOptions, World } from '@alita/simulator';
import type { Said } from './texts.ts';

/** A message in the simulated world. */
export type Post = ReturnType<Person['says']>;

interface ActorOptions {
  readonly person: Person;
  readonly room: Room;
  readonly bot: Bot;
  readonly world: World;
  readonly settled: () => Promise<void>;
  readonly saidAs: (text: string) => Said | undefined;
}

/** A person of the test: what they do in the group returns once the bot has handled it. */
export class Actor {
  readonly #options: ActorOptions;
  readonly id: number;
  readonly name: string;
  /** The same person for everything the simulator can do. */
  readonly person: Person;

  constructor(options: ActorOptions) {
    this.#options = options;
    this.person = options.person;
    this.id = options.person.id;
    this.name = options.person.user.first_name;
  }

  /** Writes in the group. */
  says(text: string, options?: SayOptions): Promise<Post> {
    return this.#then(() => this.person.says(this.#options.room, text, options));
  }

  /** Writes to the bot in private. */
  writes(text: string, options?: SayOptions): Promise<Post> {
    return this.#then(() => this.person.says(this.#options.bot, text, options));
  }

  /** Opens the bot in private, with the payload of a deep link if given. */
  starts(payload?: string): Promise<Post> {
    return this.#then(() => this.person.starts(this.#options.bot, payload));
  }

  /** Sends media to the group. */
  sends(kind: MediaKind, options?: MediaOptions): Promise<Post> {
    return this.#then(() => this.person.sends(this.#options.room, kind, options));
  }

  edits(message: Post, text: string): Promise<Post> {
    return this.#then(() => this.person.edits(message, text));
  }

  joins(): Promise<void> {
    return this.#then(() => this.person.joins(this.#options.room));
  }

  leaves(): Promise<void> {
    return this.#then(() => this.person.leaves(this.#options.room));
  }

  /**
   * Presses the newest button of a declaration (`bans.unban`), or with exactly this data or label.
   * @returns the toast: as it was said (key and parameters) with its text, or undefined when there was none
   */
  async presses(button: string, on?: Post): Promise<(Partial<Said> & { text: string; alert: boolean }) | undefined> {
    const { message, data } = this.#find(button, on);
    const answering = this.person.presses(message, data);
    await this.#options.settled();
    const answer: CallbackAnswer | undefined = await answering;
    if (!answer) throw new Error(`nobody answered the press of ${button}`);
    return answer.text
      ? { ...this.#options.saidAs(answer.text), text: answer.text, alert: answer.showAlert }
      : undefined;
  }

  #find(button: string, on?: Post): { message: Post; data: string } {
    const { world, room, bot } = this.#options;
    const shown = [...world.history(room), ...world.history({ bot, person: this.person })].filter(
      ({ deleted }) => !deleted,
    );
    const candidates = on
      ? shown.filter(({ message }) => message === on || message.message_id === on.message_id)
      : shown.reverse();
    for (const { message } of candidates) {
      for (const found of message.reply_markup?.inline_keyboard.flat() ?? []) {
        if (!('callback_data' in found)) continue;
        const { text, callback_data: data } = found;
        if (data === button || text === button || data.startsWith(`${button}|`)) return { message, data };
      }
    }
    throw new Error(`no button ${button} is shown`);
  }

  async #then<T>(what: () => T): Promise<T> {
    const result = what();
    await this.#options.settled();
    return result;
  }
}
