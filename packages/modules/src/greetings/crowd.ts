import { z } from '@alita/kit';
import { Admitted } from '@alita/moderation';

/** Telegram's user object, as far as greetings speak of it. */
export const User = Admitted.shape.user;
export type User = z.infer<typeof User>;

/** Somebody who is to be greeted, and where the join was announced. */
export const Guest = Admitted.extend({
  /** Could not be written to in private. */
  isShy: z.boolean().optional(),
});
export type Guest = z.infer<typeof Guest>;

/** People who wait for one greeting; it stays small however many come. */
export const Crowd = z.object({
  /** When they are greeted, in Unix milliseconds; no two crowds of a chat share it. */
  due: z.number(),
  named: z.array(Guest),
  /** Those who came when there were names enough. */
  more: z.number(),
});
export type Crowd = z.infer<typeof Crowd>;

/** One more; who is there already stays there once. */
export function withGuest(crowd: Crowd, guest: Guest, mostNames: number): Crowd {
  const others = crowd.named.filter(({ user }) => user.id !== guest.user.id);
  if (others.length >= mostNames) return { ...crowd, more: crowd.more + 1 };
  return { ...crowd, named: [...others, guest] };
}

/** One who is known to wait in it less. */
export function withoutGuest(crowd: Crowd, userId: number): Crowd {
  const named = crowd.named.filter(({ user }) => user.id !== userId);
  const wasNamed = named.length < crowd.named.length;
  return { ...crowd, named, more: wasNamed ? crowd.more : Math.max(0, crowd.more - 1) };
}

/** Who is about to be removed is removed by then, and who comes together is greeted together. */
export const SETTLE_MS = 2_000;
export const MINUTE_MS = 60_000;

/**
 * When the next greeting may be said.
 * @param said when the last ones were, oldest first
 */
export function dueAt(now: number, said: readonly number[], perMinute: number): number {
  const oldest = said.at(-perMinute);
  return Math.max(now + SETTLE_MS, oldest === undefined ? 0 : oldest + MINUTE_MS);
}
