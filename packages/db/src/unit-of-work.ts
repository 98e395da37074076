import type pg from 'pg';
import type { Db } from './client.ts';
import { Fenced, translated } from './errors.ts';
import { LazyTransaction, type Source } from './lazy-transaction.ts';
import { type Claim, isRefusal, readReceipt, receiptOf } from './receipts.ts';

export interface UnitOfWorkOptions extends Claim {
  /** Awaited before the transaction opens: everything before this item must be committed by then. May throw. */
  readonly beforeOpen?: () => Promise<void>;
}

/** `committed`, also when nothing was written; `stored`: this item was committed before, with this payload. */
export type CommitOutcome = 'committed' | { readonly stored: unknown };

/** All that one item does in the database, taking effect once or not at all. */
export interface UnitOfWork {
  /** Reads go to the pool until the first write opens the one transaction. */
  readonly db: Db;
  /** True once a write was attempted. */
  readonly wrote: boolean;
  /** Undoes what `work` wrote when it throws, and nothing else; the error goes on. At once when `work` need not wait. */
  savepoint<T>(work: () => T | Promise<T>): T | Promise<T>;
  /**
   * Commits together with the item's receipt; without a write there is nothing to do.
   * @param payload JSON that a later owner may get back instead of running the item again
   * @throws Fenced nothing was committed: the mailbox has a newer owner
   * @throws Unsure the answer to COMMIT did not come
   * @throws DatabaseUnavailable nothing was committed
   */
  commit(payload: unknown): Promise<CommitOutcome>;
  /** Undoes everything; never throws. */
  rollback(): Promise<void>;
}

/** Most items never write: until one does, this is all there is. */
export class ItemUnit implements UnitOfWork {
  readonly #pool: pg.Pool;
  readonly #options: UnitOfWorkOptions;
  readonly #transaction: LazyTransaction;

  constructor(source: Source, options: UnitOfWorkOptions) {
    this.#pool = source.pool;
    this.#options = options;
    this.#transaction = new LazyTransaction(source, options.beforeOpen);
  }

  get db(): Db {
    return this.#transaction.db;
  }

  get wrote(): boolean {
    return this.#transaction.isOpen;
  }

  savepoint<T>(work: () => T | Promise<T>): T | Promise<T> {
    return this.#transaction.savepoint(work);
  }

  async commit(payload: unknown): Promise<CommitOutcome> {
    if (!this.wrote) return 'committed';
    try {
      await this.#transaction.commit(receiptOf(this.#options, payload));
      return 'committed';
    } catch (error) {
      await this.#transaction.rollback();
      if (isRefusal(error)) return await this.#storedOutcome();
      throw translated(error);
    }
  }

  rollback(): Promise<void> {
    return this.#transaction.rollback();
  }

  async #storedOutcome(): Promise<CommitOutcome> {
    const { mailbox, item, epoch } = this.#options;
    const receipt = await readReceipt(this.#pool, mailbox);
    if (receipt?.item === item && receipt.epoch <= epoch) return { stored: receipt.payload };
    throw new Fenced(receipt?.epoch ?? epoch);
  }
}
