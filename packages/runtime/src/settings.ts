import type { Chat, Module } from '@alita/kit';
import { LRUCache } from 'lru-cache';
import type { Snapshot } from './ports.ts';

type Stored = Readonly<Record<string, unknown>>;

/** A chat's snapshot at a version; one made before the chat was known will not do where its title is asked for. */
export type SnapshotOf = (chat: Pick<Chat, 'id'>, version: number, isTitleNeeded?: boolean) => Promise<Snapshot>;

/**
 * Every chat's settings in this process's memory, fresh by version: the mailbox brings the chat's `settings` version
 * with each claim, so the message after a change sees the change on every worker (P6) at no extra round trip.
 */
export function createSnapshots(load: (chat: number) => Promise<Snapshot>, max = 20_000): SnapshotOf {
  const cache = new LRUCache<number, { version: number; snapshot: Promise<Snapshot> }>({ max, ttl: 30 * 60_000 });
  return async (chat, version, isTitleNeeded = false) => {
    const known = cache.get(chat.id);
    if (known?.version === version && !(isTitleNeeded && (await known.snapshot).title === undefined))
      return known.snapshot;
    const entry = { version, snapshot: load(chat.id) };
    cache.set(chat.id, entry);
    entry.snapshot.catch(() => cache.get(chat.id) === entry && cache.delete(chat.id));
    return entry.snapshot;
  };
}

/** A module's settings: what is stored, as far as its schema knows it, and defaults for the rest. */
export function readSettings(module: Module, stored: unknown): Readonly<Record<string, unknown>> {
  const read = module.settings.safeParse(stored ?? {});
  if (read.success) return read.data;
  const known = stored !== null && typeof stored === 'object' ? (stored as Stored) : {};
  const bad = new Set(read.error.issues.map(({ path }) => path[0]));
  return module.settings.parse(Object.fromEntries(Object.entries(known).filter(([field]) => !bad.has(field))));
}
