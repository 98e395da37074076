import type { QueueName } from './item.ts';
import { Item } from './item.ts';
import type { Shard } from './shard.ts';
import type { ParkedItem, QueueStats } from './surface.ts';

const LIMIT = 1_000;
const LARGEST = 20;

/** Lists what was parked, latest first. */
export async function listParked(shards: readonly Shard[], queue: QueueName): Promise<ParkedItem[]> {
  const found: ParkedItem[] = [];
  for (const { upkeep } of shards) {
    const flat = await upkeep.run<(string | string[])[]>('parked', queue, LIMIT);
    for (let i = 0; i + 1 < flat.length; i += 2) {
      const key = String(flat[i]);
      const elements = flat[i + 1];
      if (Array.isArray(elements)) found.push(...elements.map((element, index) => read(key, index, element)));
    }
  }
  return found;
}

/** `<ms> <why as JSON>\n<arrival>:<item>`, as PARK wrote it. */
function read(key: string, index: number, element: string): ParkedItem {
  const line = element.indexOf('\n');
  const space = element.indexOf(' ');
  const raw = element.slice(element.indexOf(':', line) + 1);
  return {
    key,
    index,
    at: Number(element.slice(0, space)),
    why: String(JSON.parse(element.slice(space + 1, line))),
    item: readItem(raw),
    raw,
  };
}

function readItem(raw: string): Item | undefined {
  try {
    return Item.parse(JSON.parse(raw));
  } catch {
    return undefined;
  }
}

/** Counts what waits, over all shards. */
export async function readStats(shards: readonly Shard[], queue: QueueName): Promise<QueueStats> {
  const stats: QueueStats = { keys: 0, items: 0, oldestMs: 0, largest: [], parked: 0 };
  for (const { upkeep } of shards) {
    const [keys, parked, now, flat] = await upkeep.run<[number, number, string, (string | number)[]]>(
      'stats',
      queue,
      LIMIT,
    );
    stats.keys += keys;
    stats.parked += parked;
    stats.items += keys - flat.length / 3;
    for (let i = 0; i + 2 < flat.length; i += 3) {
      const ageMs = Math.max(0, (Number(now) - Number(flat[i + 1])) / 1_000);
      const items = Number(flat[i + 2]);
      stats.items += items;
      stats.oldestMs = Math.max(stats.oldestMs, ageMs);
      stats.largest.push({ key: String(flat[i]), items, ageMs });
    }
  }
  stats.largest.sort((a, b) => b.items - a.items || b.ageMs - a.ageMs).splice(LARGEST);
  return stats;
}
