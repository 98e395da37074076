import { type Script, script } from '@alita/redis';
import type { Commit } from './commit.ts';
import type { Gatherer } from './gatherer.ts';
import type { Item, QueueName } from './item.ts';
import { luaFile } from './lua-file.ts';
import type { Term } from './terms.ts';

/** Operations as one script, with what has to stand before them. */
const scriptOf = (operations: readonly string[], { flags = '', before = '' } = {}): string =>
  [`#!lua${flags}`, before, ...['prelude', ...operations, 'run'].map(luaFile)].join('\n');

const EVEN_IF_FULL = ' flags=allow-oom';

/** Refused as a whole, before anything is written, once Redis is full. */
export const pushScript = script(scriptOf(['push']));

/** What must go on in a full Redis, and hangs on no claim. */
export const upkeepScript = script(
  scriptOf(['push', 'watchdog', 'pump', 'heartbeat', 'parked'], { flags: EVEN_IF_FULL }),
);

/**
 * All that claims and owners do; makes room, so it runs in a full Redis too. The term is part of its text: a Redis that
 * was restarted or promoted does not know the script of the last term, whoever sends it, and is told no other before the
 * term of its new life is known.
 */
export const claimsScript = (term: () => Promise<Term>): Script =>
  script(async () => {
    const { number, since } = await term();
    return scriptOf(['claims', 'claim', 'commit', 'release', 'hold', 'park'], {
      flags: EVEN_IF_FULL,
      before: `local term, since = ${number}, ${since}`,
    });
  });

/** One item for a mailbox. */
export interface PushCall {
  readonly q: QueueName;
  readonly key: string;
  readonly item: Item;
  /** Most items it may hold; as many as come when left out. */
  readonly bound?: number | undefined;
  /** Where it is remembered against repetition: a key of its own, or a bit in a shared one. */
  readonly mark?: string;
  readonly bit?: number;
}

/** `wake`: accepted, and the caller wakes the key. */
export type PushReply = 'full' | 'duplicate' | 'accepted' | 'wake';

/** Lua can unpack some 8 000 values. */
const MOST_PUSHED = 500;

/** Pushes in order; answers for each. */
export async function push(shard: Gatherer, calls: readonly PushCall[]): Promise<PushReply[]> {
  const args = (call: PushCall) => {
    const { q, key, item, bound = '', mark = '', bit = '' } = call;
    return [q, key, JSON.stringify(item), bound, mark, bit];
  };
  const replies: Promise<PushReply[]>[] = [];
  for (let from = 0; from < calls.length; from += MOST_PUSHED)
    replies.push(shard.run<PushReply[]>('push', ...calls.slice(from, from + MOST_PUSHED).flatMap(args)));
  return (await Promise.all(replies)).flat();
}

type ClaimReply =
  | 'elsewhere'
  | 'empty'
  | [
      epoch: string,
      dirty: number,
      tries: number,
      failures: number,
      kills: number,
      begun: number,
      items: string[],
      versions: string[],
      state: (string | null)[],
    ];
type RestReply = 'kept' | 'finished' | 'yielded' | string[];
type CommitReply = 'fenced' | [rest: RestReply, wake: QueueName[], versions: string[], dropped: number];

/** What a claim found. */
export interface Claimed {
  epoch: string;
  dirty: boolean;
  tries: number;
  failures: number;
  kills: number;
  begun: boolean;
  items: string[];
  versions: Record<string, number>;
  state: (string | null)[];
}

export type Rest = 'kept' | 'finished' | 'yielded' | 'more';

/** What a commit did; `items` when the claim goes on. */
export interface Committed {
  rest: Rest;
  items: string[];
  wake: QueueName[];
  versions: Record<string, number>;
  dropped: number;
}

const pairs = (flat: readonly string[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (let i = 0; i + 1 < flat.length; i += 2) found[flat[i] ?? ''] = Number(flat[i + 1]);
  return found;
};

export async function claim(
  shard: Gatherer,
  q: QueueName,
  key: string,
  want: number,
  owner: string,
  stateFields: readonly string[],
): Promise<Claimed | 'elsewhere' | 'empty'> {
  const reply = await shard.run<ClaimReply>('claim', q, key, want, owner, ...stateFields);
  if (typeof reply === 'string') return reply;
  const [epoch, dirty, tries, failures, kills, begun, items, versions, state] = reply;
  return {
    epoch,
    dirty: dirty === 1,
    tries,
    failures,
    kills,
    begun: begun === 1,
    items,
    versions: pairs(versions),
    state,
  };
}

export interface CommitCall {
  q: QueueName;
  key: string;
  epoch: string;
  /** Counts the commits of a claim. */
  c: number;
  /** Items that are done. */
  n: number;
  mode: 'keep' | 'next' | 'yield';
  want: number;
  /** Most items in the normal lane. */
  bound: number;
  effects: readonly string[];
}

export async function commit(shard: Gatherer, call: CommitCall): Promise<Committed | 'fenced'> {
  const { q, key, epoch, c, n, mode, want, bound, effects } = call;
  const reply = await shard.run<CommitReply>('commit', q, key, epoch, c, n, mode, want, bound, ...effects);
  if (reply === 'fenced') return reply;
  const [rest, wake, versions, dropped] = reply;
  const items = Array.isArray(rest) ? rest : [];
  return { rest: Array.isArray(rest) ? 'more' : rest, items, wake, versions: pairs(versions), dropped };
}

/** A commit's effects as the flat list that `commit.lua` reads. `postItem` wraps what goes to another key. */
export function encode(effects: Commit, postItem: (post: NonNullable<Commit['post']>[number]) => unknown): string[] {
  const flat: string[] = [];
  for (const { queue, item } of effects.push ?? []) flat.push('p', queue, JSON.stringify(item));
  for (const post of effects.post ?? []) flat.push('p', 'post', JSON.stringify(postItem(post)));
  for (const [field, change] of Object.entries(effects.state ?? {})) {
    if (change) flat.push('s', field, JSON.stringify(change.value), String(Math.ceil(change.ttlMs)));
    else flat.push('d', field);
  }
  for (const timer of effects.timers ?? []) {
    if ('at' in timer) flat.push('t', timer.id, String(Math.ceil(timer.at)), JSON.stringify(timer.item));
    else if ('cancel' in timer) flat.push('x', timer.id);
    else flat.push('a');
  }
  for (const name of effects.versions ?? []) flat.push('v', name);
  for (const { id, value, ttlMs } of effects.refs ?? [])
    flat.push('r', id, JSON.stringify(value), String(Math.ceil(ttlMs)));
  return flat;
}
