import { Claim, type ClaimContext } from './claim.ts';
import { ClaimedDelivery } from './claimed-delivery.ts';
import { Commit } from './commit.ts';
import { reached } from './crash-points.ts';
import type { Delivery, Handler, Receipts } from './delivery.ts';
import { ChildDied, Fenced, RetryLater, Unsure } from './errors.ts';
import { sizeOf } from './pile.ts';

/** Times a handler may throw at an item before it is parked, and the pause after the first; each next is four times as long. */
export const MAX_FAILURES = 3;
const FIRST_PAUSE_MS = 250;
/** Unclean ends from which an item is suspected of killing its process, and children it may kill before it is parked. */
const SUSPECT_TRIES = 3;
const MAX_KILLS = 2;
/** One script call takes no more. */
const MAX_EFFECTS = 1_000;
/** Pause after an outcome that is not known, mostly an outage. */
const UNSURE_PAUSE_MS = 500;

export interface DrainContext extends ClaimContext {
  handler: Handler;
  quantum: { items: number; ms: number };
  receipts: Receipts | undefined;
  runAlone: ((delivery: Delivery) => Promise<Commit>) | undefined;
  /** True when the process wants to stop. */
  isClosing: () => boolean;
}

/** Drains one mailbox for one quantum. Never rejects. */
export async function drainKey(context: DrainContext): Promise<void> {
  const { queue, key, observe } = context;
  let claim: Claim | undefined;
  try {
    claim = await Claim.take(context);
    if (!claim) return;
    reached('claimed', queue, key);
    await new Drain(context, claim).run();
  } catch (error) {
    if (error instanceof Fenced) return observe({ name: 'fenced', queue, key });
    observe({ name: 'error', where: `drain ${queue}`, error });
    await claim?.release('unsure', UNSURE_PAUSE_MS).catch(() => {});
  }
}

class Drain {
  readonly #context: DrainContext;
  readonly #claim: Claim;
  readonly #started = performance.now();
  /** What the database committed last for this mailbox, where that was asked for. */
  #receipt: { item?: string; payload?: unknown } = {};
  #handled = 0;

  constructor(context: DrainContext, claim: Claim) {
    this.#context = context;
    this.#claim = claim;
  }

  async run(): Promise<void> {
    const { shard, queue, key } = this.#context;
    for (;;) {
      const commit = await this.#next();
      if (!commit) return;
      this.#claim.done(commit);
      this.#handled += commit.took ?? 1;
      if (!this.#mustCommit(commit)) continue;
      reached('handled', queue, key);
      const rest = await this.#claim.commit(this.#mode());
      reached('committed', queue, key);
      if (rest === 'yielded') shard.waker.wake(queue, key);
      if (rest === 'yielded' || rest === 'finished') return;
    }
  }

  get #isSpent(): boolean {
    const { quantum, isClosing } = this.#context;
    return this.#handled >= quantum.items || performance.now() - this.#started >= quantum.ms || isClosing();
  }

  #mustCommit(last: Commit): boolean {
    return (
      this.#claim.items.length === 0 || this.#isSpent || last.wrote || !!last.versions?.length || this.#claim.isHeavy
    );
  }

  #mode(): 'keep' | 'next' | 'yield' {
    if (this.#isSpent) return 'yield';
    return this.#claim.items.length > 0 ? 'keep' : 'next';
  }

  /** What the next item leads to; undefined when it ended the drain. */
  async #next(): Promise<Commit | undefined> {
    const next = this.#claim.items[0];
    if (!next) return undefined;
    const item = next.read();
    if (!item) {
      await this.#claim.settle();
      await this.#claim.park(new Error('not an item'));
      return undefined;
    }
    const delivery = new ClaimedDelivery(this.#claim, item, next.arrival);
    try {
      if (this.#claim.head.dirty) await this.#raise();
      const { item, payload } = this.#receipt;
      const commit = item === delivery.receipt ? Commit.parse(payload) : await this.#handle(delivery);
      if (sizeOf(commit) > MAX_EFFECTS)
        throw new Error(`more than ${MAX_EFFECTS} effects: work this big has a mailbox of its own`);
      return commit;
    } catch (error) {
      await this.#claim.settle();
      await this.#end(delivery, error);
      return undefined;
    }
  }

  #handle(delivery: Delivery): Promise<Commit> | Commit {
    const { runAlone, handler, queue, key } = this.#context;
    if (runAlone && delivery.tries >= SUSPECT_TRIES) return runAlone(delivery);
    reached('handling', queue, key, delivery.item);
    return handler(delivery);
  }

  /**
   * After an unclean end: fences the last owner's transaction, and finds what it committed. That is this very item, or,
   * when Redis forgot some of its last writes, one that follows.
   */
  async #raise(): Promise<void> {
    const { receipts, key } = this.#context;
    if (!receipts) return;
    const raised = await receipts.raise(key, this.#claim.epoch).catch((cause: unknown) => {
      throw new Unsure('the receipt cannot be raised', { cause });
    });
    if (raised.fenced) throw new Fenced(raised.epoch);
    this.#receipt = raised;
  }

  async #end(delivery: Delivery, error: unknown): Promise<void> {
    const { queue, key, observe } = this.#context;
    const { head } = this.#claim;
    if (error instanceof Fenced) {
      observe({ name: 'fenced', queue, key });
      await this.#claim.release('unsure', UNSURE_PAUSE_MS, error.epoch);
    } else if (error instanceof Unsure) {
      observe({ name: 'unsure', queue, key, error });
      await this.#claim.release('unsure', UNSURE_PAUSE_MS);
    } else if (error instanceof RetryLater) {
      // The call of a dirty lane may have been made by the last owner: that must not be forgotten.
      const unsure = head.dirty && queue.startsWith('out');
      await this.#claim.release(unsure ? 'unsure' : 'clean', error.ms);
    } else if (error instanceof ChildDied) {
      if (head.kills + 1 >= MAX_KILLS) await this.#claim.park(error);
      else await this.#claim.release('killed', FIRST_PAUSE_MS);
    } else {
      const { item, attempt } = delivery;
      observe({ name: 'failed', queue, key, item, attempt, error });
      if (delivery.lastAttempt) await this.#claim.park(error);
      else await this.#claim.release('failed', FIRST_PAUSE_MS * 4 ** (attempt - 1));
    }
  }
}
