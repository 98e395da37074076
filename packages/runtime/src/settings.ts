import type { Chat, Module } from '@alita/kit';
import { LRUCache } from 'lru-cache';

type Stored = Readonly<Record<string, unknown>>;

/**
 * Every chat's settings in this process's memory, fresh by version: the mailbox brings the chat's `settings` version
 * with each claim, so the message after a change sees the change on every worker (P6) at no extra round trip.
 */
export function createSettingsCache(load: (chat: number) => Promise<Stored>, max = 20_000) {
  const cache = new LRUCache<number, { version: number; stored: Promise<Stored> }>({ max, ttl: 30 * 60_000 });
  return (chat: Pick<Chat, 'id'>, version: number): Promise<Stored> => {
    const known = cache.get(chat.id);
    if (known?.version === version) return known.stored;
    const entry = { version, stored: load(chat.id) };
    cache.set(chat.id, entry);
    entry.stored.catch(() => cache.get(chat.id) === entry && cache.delete(chat.id));
    return entry.stored;
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
