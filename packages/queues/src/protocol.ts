import { readFileSync } from 'node:fs';
import { script } from '@alita/redis';
import type { Commit } from './commit.ts';
import type { Gatherer } from './gatherer.ts';
import type { QueueName } from './item.ts';

const lua = (...names: string[]) =>
  ['prelude', ...names, 'run']
    .map((name) => readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8'))
    .join('\n');

/** Refused as a whole, before anything is written, once Redis is full. */
export const pushScript = script(`#!lua\n${lua('push')}`);

/** Everything that makes room, or must go on until there is room: runs in a full Redis too. */
export const mailboxScript = script(
  `#!lua flags=allow-oom\n${lua('push', 'claim', 'commit', 'release', 'hold', 'park', 'watchdog', 'pump', 'heartbeat', 'parked')}`,
);

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
