import type { Commit } from './commit.ts';

type Effects = { [K in Exclude<keyof Commit, 'wrote' | 'took'>]-?: NonNullable<Commit[K]> };

/** The commits of items handled one after another, as one. */
export class Pile {
  /** Items that are done. */
  items = 0;
  readonly effects: Effects = { push: [], post: [], state: {}, timers: [], versions: [], refs: [] };

  /** Most commits are empty, which costs nothing. */
  add({ took = 1, push, post, state, timers, versions, refs }: Commit): void {
    this.items += took;
    if (push) this.effects.push.push(...push);
    if (post) this.effects.post.push(...post);
    if (state) Object.assign(this.effects.state, state);
    if (timers) this.effects.timers.push(...timers);
    if (versions) this.effects.versions.push(...versions);
    if (refs) this.effects.refs.push(...refs);
  }

  get size(): number {
    return sizeOf(this.effects);
  }
}

/** How many effects a commit has. */
export function sizeOf({ push, post, state, timers, versions, refs }: Commit): number {
  const fields = state ? Object.keys(state).length : 0;
  return fields + lengthOf(push) + lengthOf(post) + lengthOf(timers) + lengthOf(versions) + lengthOf(refs);
}

const lengthOf = (list: readonly unknown[] | undefined): number => list?.length ?? 0;
