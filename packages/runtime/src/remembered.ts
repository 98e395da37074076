import type { Remembered } from '@alita/kit';
import { LRUCache } from 'lru-cache';

/** Reads a list of a chat at a version; from memory when that version is known. */
export type Recall = <T>(list: Remembered<T>, chat: number, version: string, load: () => Promise<T>) => Promise<T>;

interface Entry {
  readonly version: string;
  readonly value: Promise<unknown>;
}

/**
 * The lists of all chats in this process's memory, fresh by version like the settings. Each declared list has a memory of
 * its own, bounded by what its values weigh.
 */
export function createRecall(maxSize = 200_000): Recall {
  const memories = new Map<string, LRUCache<number, Entry>>();

  return <T>(list: Remembered<T>, chat: number, version: string, load: () => Promise<T>): Promise<T> => {
    const memory =
      memories.get(list.name) ?? new LRUCache<number, Entry>({ maxSize, ttl: 30 * 60_000, ttlResolution: 1_000 });
    memories.set(list.name, memory);
    const known = memory.get(chat);
    // What was kept under this name and chat was loaded by this very declaration.
    if (known?.version === version) return known.value as Promise<T>;
    const value = load();
    const entry = { version, value };
    const isCurrent = () => memory.get(chat) === entry;
    memory.set(chat, entry, { size: 1 });
    value.then(
      // The cache weighs a value only when it is another one.
      (loaded) => isCurrent() && memory.set(chat, { ...entry }, { size: list.weigh(loaded) }),
      () => isCurrent() && memory.delete(chat),
    );
    return value;
  };
}
