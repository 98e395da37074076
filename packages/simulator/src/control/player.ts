import { setTimeout as sleep } from 'node:timers/promises';
import { scripts } from '../scripts/index.ts';
import { isAdmin } from '../world/members.ts';
import type { World } from '../world.ts';
import { roomAt } from './acts.ts';

/** Plays scripts in a world, one at a time. */
export class Player {
  readonly #world: World;
  #stopper: AbortController | undefined;
  #playing: string | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** The script that plays now. */
  get playing(): string | undefined {
    return this.#playing;
  }

  /**
   * Starts a script in a group, on the stage of those who are there; returns before it ends.
   * @throws RangeError when there is no such script or group, or another one plays
   */
  play(name: string, chat: number, options: Readonly<Record<string, number>>): void {
    const script = scripts[name];
    if (!script) throw new RangeError(`There is no script "${name}"; there are: ${Object.keys(scripts).join(', ')}`);
    if (this.#playing) throw new RangeError(`"${this.#playing}" is still playing`);
    const world = this.#world;
    const group = roomAt(world, chat);
    const people = [...group.members.values()].filter(({ userId }) => !world.user(userId).is_bot);
    const owner = people.find(({ status }) => status === 'creator');
    if (!owner) throw new RangeError('Scripts need a group with an owner');
    const member = people.find((candidate) => candidate.isMember && !isAdmin(candidate)) ?? owner;
    const stopper = new AbortController();
    this.#stopper = stopper;
    this.#playing = name;
    const stage = { world, group, owner: world.personById(owner.userId), member: world.personById(member.userId) };
    script
      .run(stage, (ms) => sleep(ms, undefined, { signal: stopper.signal }), options)
      .catch((error: unknown) => {
        if (!stopper.signal.aborted) process.emitWarning(error instanceof Error ? error : String(error));
      })
      .finally(() => {
        if (this.#stopper !== stopper) return;
        this.#playing = undefined;
        world.emit({ type: 'control', command: 'play' });
      });
  }

  /** Ends the script that plays. */
  stop(): void {
    this.#stopper?.abort();
    this.#stopper = undefined;
    this.#playing = undefined;
  }
}
