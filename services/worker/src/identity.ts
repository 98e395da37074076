import { type Me, z } from '@alita/kit';
import type { RedisClient } from '@alita/redis';

const User = z.object({ id: z.number(), first_name: z.string(), username: z.string() });

/** Who the bot is, as ingress shared it; undefined until it has. */
export async function readIdentity(redis: RedisClient, key: string): Promise<Me | undefined> {
  const shared = await redis.get(key);
  if (shared === null) return undefined;
  const { id, first_name: name, username } = User.parse(JSON.parse(shared));
  return { id, name, username, isBot: true };
}
