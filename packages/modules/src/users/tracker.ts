import { LRUCache } from 'lru-cache';
import type { Face } from './face.ts';

/** Seen at a time (Unix milliseconds), at most one entry per id. */
export interface Sightings {
  readonly users: readonly { readonly id: number; readonly at: number }[];
  readonly chats: readonly { readonly id: number; readonly at: number }[];
  readonly members: readonly {
    readonly chatId: number;
    readonly userId: number;
    readonly at: number;
    readonly messages: number;
  }[];
}

export interface TrackerOptions {
  /** Writes what was seen since the last time; may fail, then it is tried again with the next. */
  readonly record: (sightings: Sightings) => Promise<void>;
  readonly everyMs?: number;
  readonly onError?: (error: unknown) => void;
}

/** One process's memory of who is stored already, and of what it has seen but not written yet. */
export interface Tracker {
  /** Those not known to be stored just so. */
  strangers(faces: readonly Face[]): readonly Face[];
  /** These were read from the database. */
  know(faces: readonly Face[]): void;
  /** These were written in this unit of work, which may yet be rolled back. */
  wrote(unit: object, faces: readonly Face[]): void;
  /** What was written in this unit of work is stored now. */
  confirm(unit: object): void;
  /** Somebody did something in a chat; in private `chatId` is left out. */
  saw(at: Date, userId: number, chatId: number | undefined, messages: number): void;
  /** Writes now what was seen. */
  flush(): Promise<void>;
  start(): void;
  /** Ends with a last flush. */
  stop(): Promise<void>;
}

const NOBODY: readonly Face[] = [];
/** Names change behind this process's back, when another one sees it first. */
const KNOWN_MS = 3_600_000;
const MOST_KNOWN = 50_000;
/** How often the clock is read for that. */
const TTL_RESOLUTION_MS = 1_000;
/** What is beyond this is not counted while the database is away: it is only statistics. */
const MOST_SEEN = 100_000;

/**
 * @example
 * const tracker = createTracker({ record: (sightings) => database.recordSightings(sightings) });
 * tracker.start();
 */
export function createTracker({ record, everyMs = 5_000, onError = () => {} }: TrackerOptions): Tracker {
  const memory = () => new LRUCache<number, Face>({ max: MOST_KNOWN, ttl: KNOWN_MS, ttlResolution: TTL_RESOLUTION_MS });
  const known = { user: memory(), channel: memory(), chat: memory() };
  const unconfirmed = new WeakMap<object, Face[]>();
  let seen: Seen = new Map();
  let timer: NodeJS.Timeout | undefined;
  let flushing = Promise.resolve();

  async function write(): Promise<void> {
    const batch = seen;
    if (batch.size === 0) return;
    seen = new Map();
    try {
      await record(sightingsOf(batch));
    } catch (error) {
      merge(seen, batch);
      onError(error);
    }
  }

  /** One at a time. */
  function flush(): Promise<void> {
    flushing = flushing.then(write);
    return flushing;
  }

  function know(faces: readonly Face[]): void {
    for (const face of faces) known[face.kind].set(face.id, face);
  }

  function isKnown({ kind, id, name, username }: Face): boolean {
    const kept = known[kind].get(id);
    return kept !== undefined && kept.name === name && kept.username === username;
  }

  return {
    strangers: (faces) => (faces.every(isKnown) ? NOBODY : faces.filter((face) => !isKnown(face))),
    know,
    wrote: (unit, faces) => void unconfirmed.set(unit, [...(unconfirmed.get(unit) ?? []), ...faces]),
    confirm: (unit) => know(unconfirmed.get(unit) ?? []),
    saw(at, userId, chatId, messages) {
      add(seen, { userId, chatId, at: at.getTime(), messages });
    },
    flush,
    start() {
      timer ??= setInterval(() => void flush(), everyMs).unref();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await flush();
    },
  };
}

/** Of one person in one chat, or in private. Counted in place: what lives for seconds is dear to make anew. */
interface Sighting {
  readonly userId: number;
  readonly chatId: number | undefined;
  at: number;
  messages: number;
}

type Seen = Map<string, Sighting>;

function add(seen: Seen, { userId, chatId, at, messages }: Readonly<Sighting>): void {
  const key = `${chatId} ${userId}`;
  const before = seen.get(key);
  if (before) {
    before.at = Math.max(at, before.at);
    before.messages += messages;
  } else if (seen.size < MOST_SEEN) seen.set(key, { userId, chatId, at, messages });
}

/** Puts back what could not be written. */
function merge(into: Seen, from: Seen): void {
  for (const sighting of from.values()) add(into, sighting);
}

function sightingsOf(seen: Seen): Sightings {
  const users = new Map<number, number>();
  const chats = new Map<number, number>();
  const members: Sightings['members'][number][] = [];
  for (const { userId, chatId, at, messages } of seen.values()) {
    users.set(userId, Math.max(at, users.get(userId) ?? 0));
    if (chatId === undefined) continue;
    chats.set(chatId, Math.max(at, chats.get(chatId) ?? 0));
    members.push({ userId, chatId, at, messages });
  }
  return { users: latest(users), chats: latest(chats), members };
}

const latest = (seen: ReadonlyMap<number, number>) => [...seen].map(([id, at]) => ({ id, at }));
