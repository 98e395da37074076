import { primariesOf, type RedisClient } from './connect.ts';

export interface Memory {
  /** Bytes in use. */
  used: number;
  /** Bytes it may use; 0 when nothing limits it. */
  max: number;
}

/** How full Redis is; of a cluster's nodes, the fullest. */
export async function memoryOf(redis: RedisClient): Promise<Memory> {
  const all = await Promise.all(primariesOf(redis).map(async (node) => parse(await node.info('memory'))));
  return all.reduce((fullest, memory) => (memory.used > fullest.used ? memory : fullest));
}

function parse(info: string): Memory {
  const field = (name: string) => Number(info.match(new RegExp(`^${name}:(\\d+)`, 'm'))?.[1] ?? 0);
  return { used: field('used_memory'), max: field('maxmemory') };
}
