import type { Params } from './say.ts';

/**
 * Expected trouble that is the person's to know: undoes what the item did, answers in the chat, is not retried.
 * @example throw new UserError('not-in-chat', { name: target.name })
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Message key: relative to the module, or absolute (`kit.…`). */
  readonly key: string;
  readonly params: Params;
  constructor(key: string, params: Params = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** A database or a limit said wait: the item is handled again after `ms` milliseconds; costs no try. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly ms: number;
  constructor(ms: number, options?: ErrorOptions) {
    super(`retry in ${ms} ms`, options);
    this.ms = ms;
  }
}
