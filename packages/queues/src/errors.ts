export { RetryLater } from '@alita/kit';

/** The outcome of a handler is not known (an error after SQL `COMMIT` was sent): the next owner must find out. */
export class Unsure extends Error {
  override readonly name = 'Unsure';
}

/** Somebody else owns the mailbox by now; whatever was being done for it must not take effect. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
  /** The larger epoch that was met in the database, where that is how it showed. */
  readonly epoch: number | undefined;
  constructor(epoch?: number) {
    super('the mailbox has another owner');
    this.epoch = epoch;
  }
}

/** Redis is too full to take more: nothing of the push was stored. */
export class Watermark extends Error {
  override readonly name = 'Watermark';
}

/** Redis did not answer a push in time; it may or may not have been stored, so push it again with the same ids. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The child process that ran a suspected item died of it. */
export class ChildDied extends Error {
  override readonly name = 'ChildDied';
}
