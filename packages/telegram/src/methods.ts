/** What a call does, as far as limits and lifetimes care. */
export type CallClass = 'send' | 'edit' | 'moderation' | 'answer' | 'read';

const CLASSES: readonly (readonly [RegExp, CallClass])[] = [
  [/^(?:send|forward|copy)/, 'send'],
  [/^(?:editMessage|stop)/, 'edit'],
  [/^answer/, 'answer'],
  [/^get/, 'read'],
];

/** The class of a Bot API method; what changes the chat or its members is `moderation`. */
export const classOf = (method: string): CallClass =>
  CLASSES.find(([pattern]) => pattern.test(method))?.[1] ?? 'moderation';

/**
 * The lane a call travels in: chatter and `leaveChat` wait their turn, everything else overtakes it. A call that names
 * a `Ref` goes with its send, in `normal`.
 */
export const laneOf = (method: string): 'urgent' | 'normal' => {
  const kind = classOf(method);
  return kind === 'send' || kind === 'edit' || method === 'leaveChat' ? 'normal' : 'urgent';
};

const MAKES_SOMETHING =
  /^(?:send|forward|copy|create|export|upload|add|post|repost|gift|transfer|upgrade|convert|refund|replace)/;

/** Whether making the call twice leaves things as making it once does. */
export const isIdempotent = (method: string): boolean => !MAKES_SOMETHING.test(method);

const LIFETIMES_MS: Partial<Record<CallClass, number>> = { send: 300_000, edit: 300_000, answer: 15_000 };

/** How long after its cause a call is still worth making, in milliseconds; `undefined` for as long as it takes. */
export const lifetimeOf = (method: string): number | undefined => LIFETIMES_MS[classOf(method)];
