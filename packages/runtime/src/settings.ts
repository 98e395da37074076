import type { Chat, Module } from '@alita/kit';
import { LRUCache } from 'lru-cache';
import type { Snapshot } from './ports.ts';

type Stored = Readonly<Record<string, unknown>>;

/** A chat's snapshot at a version; one made before the chat was known will not do where its title is asked for. */
export type SnapshotOf = (
  chat: Pick<Chat, 'id'>,
  version: number,
  isTitleNeeded?: boolean,
) => Snapshot | Promise<Snapshot>;

/**
 * Every chat's settings in this process's memory, fresh by version: the mailbox brings the chat's `settings` version
 * with each claim, so the message after a change sees the change on every worker (P6) at no extra round trip. Nothing to
 * wait for once it is loaded.
 */
export function createSnapshots(load: (chat: number) => Promise<Snapshot>, max = 20_000): SnapshotOf {
  interface Entry {
    readonly version: number;
    snapshot: Snapshot | Promise<Snapshot>;
  }
  const cache = new LRUCache<number, Entry>({ max, ttl: 30 * 60_000, ttlResolution: 1_000 });

  function read(chat: number, version: number): Promise<Snapshot> {
    const snapshot = load(chat);
    const entry: Entry = { version, snapshot };
    cache.set(chat, entry);
    snapshot.then(
      (loaded) => {
        entry.snapshot = loaded;
      },
      () => cache.get(chat) === entry && cache.delete(chat),
    );
    return snapshot;
  }

  return (chat, version, isTitleNeeded = false) => {
    const known = cache.get(chat.id);
    if (known?.version !== version) return read(chat.id, version);
    const { snapshot } = known;
    if (!isTitleNeeded) return snapshot;
    return Promise.resolve(snapshot).then((found) => (found.title === undefined ? read(chat.id, version) : found));
  };
}

const NOTHING_STORED = Object.freeze({});
/** What was read of stored settings, for as long as those stay in memory. */
const known = new WeakMap<object, Map<Module, Stored>>();

/**
 * A module's settings: what is stored, as far as its schema knows it, and defaults for the rest. Read once per snapshot:
 * everybody gets the same object, which is frozen.
 */
export function readSettings(module: Module, stored: unknown): Stored {
  const kept = stored !== null && typeof stored === 'object' ? stored : NOTHING_STORED;
  const modules = known.get(kept) ?? new Map<Module, Stored>();
  const before = modules.get(module);
  if (before) return before;
  const settings = deepFreeze(parseSettings(module, kept));
  known.set(kept, modules.set(module, settings));
  return settings;
}

function parseSettings(module: Module, stored: object): Stored {
  const read = module.settings.safeParse(stored);
  if (read.success) return read.data;
  const bad = new Set(read.error.issues.map(({ path }) => path[0]));
  return module.settings.parse(Object.fromEntries(Object.entries(stored).filter(([field]) => !bad.has(field))));
}

function deepFreeze<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
