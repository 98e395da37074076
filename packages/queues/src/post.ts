import { z } from 'zod';
import type { Handler } from './delivery.ts';
import { defineItem, Item, QueueName } from './item.ts';
import { push } from './protocol.ts';
import type { Shard } from './shard.ts';

/** An item on its way to another key's mailbox. Its own id is the mark that it was delivered. */
export const Post = defineItem({
  kind: 'post',
  v: 1,
  body: z.object({ queue: QueueName, key: z.string(), item: Item }),
});

/** Delivers posts in order and once: a post that is carried again finds its mark. Bounds do not hold them up. */
export function carryPosts(shardOf: (key: string) => Shard): Handler {
  return async (delivery) => {
    const posts = [delivery.item, ...delivery.following];
    await Promise.all(
      posts.map(async (post) => {
        const { queue, key, item } = Post.read(post);
        const shard = shardOf(key);
        const [reply] = await push(shard.upkeep, [{ q: queue, key, item, mark: `pid:${post.id}` }]);
        if (reply === 'wake') shard.waker.wake(queue, key);
      }),
    );
    return { took: posts.length };
  };
}
