import { primariesOf, type RedisClient } from '@alita/redis';
import { z } from 'zod';

/** The policy under which Redis drops nothing by itself. */
const SAFE = 'noeviction';
/** Where ingress shares who the bot is. */
const IDENTITY = 'alita:me';
const MB = 2 ** 20;

export interface RedisHealth {
  readonly maxmemoryPolicy: string;
  readonly appendOnly: boolean;
  readonly usedMemoryMb: number;
  /** What it may use; undefined when nothing says. */
  readonly maxMemoryMb: number | undefined;
}

/** What would lose queued work. */
export function redisWarnings({ maxmemoryPolicy, appendOnly }: RedisHealth): string[] {
  return [
    ...(maxmemoryPolicy === SAFE
      ? []
      : [`Redis may evict queued work: maxmemory-policy is ${maxmemoryPolicy}, set it to ${SAFE}`]),
    ...(appendOnly ? [] : ['Redis forgets queued work when it restarts: set appendonly to yes']),
  ];
}

/**
 * What `INFO` says; unlike `CONFIG` it is allowed everywhere. Of a cluster: the worst setting, the fullest node.
 * `limit`: bytes a server without `maxmemory` may use.
 */
export async function readRedis(redis: RedisClient, limit?: number): Promise<RedisHealth> {
  const nodes = await Promise.all(primariesOf(redis).map(async (node) => readInfo(await node.info(), limit)));
  const [first, ...others] = nodes;
  if (!first) throw new Error('no node of the cluster answers');
  const fullest = others.reduce((a, b) => (b.usedMemoryMb > a.usedMemoryMb ? b : a), first);
  return {
    ...fullest,
    maxmemoryPolicy: nodes.map(({ maxmemoryPolicy }) => maxmemoryPolicy).find((policy) => policy !== SAFE) ?? SAFE,
    appendOnly: nodes.every(({ appendOnly }) => appendOnly),
  };
}

/** One server's, from its answer to `INFO`. */
export function readInfo(info: string, limit: number | undefined): RedisHealth {
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  const most = Number(field('maxmemory')) || limit;
  return {
    maxmemoryPolicy: field('maxmemory_policy'),
    appendOnly: field('aof_enabled') === '1',
    usedMemoryMb: Math.round(Number(field('used_memory')) / MB),
    maxMemoryMb: most === undefined ? undefined : Math.round(most / MB),
  };
}

const Identity = z.object({ username: z.string() });

/** The bot's user name, as ingress shared it; undefined until it has. */
export async function readIdentity(redis: RedisClient): Promise<string | undefined> {
  const shared = await redis.get(IDENTITY);
  return shared === null ? undefined : Identity.parse(JSON.parse(shared)).username;
}
