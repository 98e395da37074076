import type { Commit } from './commit.ts';

type Effects = { [K in Exclude<keyof Commit, 'wrote' | 'took'>]-?: NonNullable<Commit[K]> };

/** The commits of items handled one after another, as one. */
export class Pile {
  /** Items that are done. */
  items = 0;
  readonly effects: Effects = { push: [], post: [], state: {}, timers: [], versions: [], refs: [] };

  add({ took = 1, push = [], post = [], state = {}, timers = [], versions = [], refs = [] }: Commit): void {
    this.items += took;
    this.effects.push.push(...push);
    this.effects.post.push(...post);
    Object.assign(this.effects.state, state);
    this.effects.timers.push(...timers);
    this.effects.versions.push(...versions);
    this.effects.refs.push(...refs);
  }

  get size(): number {
    return sizeOf(this.effects);
  }
}

/** How many effects a commit has. */
export function sizeOf({ push = [], post = [], state = {}, timers = [], versions = [], refs = [] }: Commit): number {
  return push.length + post.length + Object.keys(state).length + timers.length + versions.length + refs.length;
}
