import type { Commit } from './commit.ts';
import type { Delivery, Receipts } from './delivery.ts';
import { Fenced } from './errors.ts';
import type { NumberLife } from './terms.ts';

/** What the mailboxes need of a database, in memory: one receipt per mailbox and terms, as packages/db has them in SQL. */
export class FakeDatabase {
  readonly rows = new Map<string, { epoch: number; item?: string; payload?: Commit }>();
  /** Epochs that dirty claims raised receipts to. */
  readonly raised: number[] = [];
  /** Items whose writes were committed, in order. */
  readonly committed: string[] = [];
  readonly #lives: string[] = [];

  readonly receipts: Receipts = {
    raise: async (mailbox, epoch) => {
      this.raised.push(epoch);
      const row = this.rows.get(mailbox) ?? { epoch: 0 };
      if (row.epoch >= epoch) return { fenced: true, epoch: row.epoch };
      this.rows.set(mailbox, { ...row, epoch });
      return { fenced: false, ...row };
    },
  };

  /** Commits what an item's handler wrote, with its receipt: answers the item's commit, the stored one if there is one. */
  write({ key, epoch, receipt, item }: Delivery, payload: Commit): Commit {
    const row = this.rows.get(key);
    if (row && row.epoch > epoch) throw new Fenced(row.epoch);
    if (row?.payload && row.item === receipt) return row.payload;
    this.committed.push(item.id);
    this.rows.set(key, { epoch, item: receipt, payload });
    return payload;
  }

  readonly terms: NumberLife = async (life) => {
    if (!this.#lives.includes(life)) this.#lives.push(life);
    return this.#lives.indexOf(life) + 1;
  };
}
