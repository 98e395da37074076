import { z } from 'zod';
import { Item, QueueName } from './item.ts';

/**
 * What one item leads to, as data: it leaves in one step with the item's removal, or not at all. It is also the payload
 * of a database receipt, so it survives a round trip through JSON.
 */
export const Commit = z.object({
  /** Items for other mailboxes of the same key. */
  push: z.array(z.object({ queue: QueueName, item: Item })).optional(),
  /** Items for mailboxes of other keys; each arrives once. */
  post: z.array(z.object({ queue: QueueName, key: z.string(), item: Item })).optional(),
  /** Changes to the key's short-lived state; `null` removes a field. */
  state: z
    .record(z.string(), z.union([z.object({ value: z.unknown(), ttlMs: z.number().positive() }), z.null()]))
    .optional(),
  /**
   * Timers of this key, by ids made of facts: `at` is in milliseconds since 1970; setting an id again moves it. `all` has
   * every timer of the key come now, so that a mailbox that is left can hand them on.
   */
  timers: z
    .array(
      z.union([
        z.object({ id: z.string(), at: z.number(), item: Item }),
        z.object({ id: z.string(), cancel: z.literal(true) }),
        z.object({ all: z.literal('now') }),
      ]),
    )
    .optional(),
  /** Names of versions to raise: whoever cached what they stand for reads again. */
  versions: z.array(z.string()).optional(),
  /** Values for later handlers to find by name, such as the message id of a send. */
  refs: z.array(z.object({ id: z.string(), value: z.unknown(), ttlMs: z.number().positive() })).optional(),
  /** Whether the item's handler committed to the database: then this is not gathered with what follows. */
  wrote: z.boolean().optional(),
  /** How many items this settles, when a handler took several at once (`delivery.following`); 1 when left out. */
  took: z.number().int().positive().optional(),
});
export type Commit = z.infer<typeof Commit>;
