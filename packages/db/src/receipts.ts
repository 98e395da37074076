import pg from 'pg';
import { translated } from './errors.ts';
import type { Statement } from './raw.ts';

/** Which item of which mailbox a transaction works for, and in whose name. */
export interface Claim {
  readonly mailbox: string;
  readonly epoch: number;
  /** Names this arrival of the item: its id and arrival number. */
  readonly item: string;
}

/** Receipts as a dirty claim asks for them (design: the mailbox). */
export interface Receipts {
  /**
   * Raises the mailbox's epoch, so that a transaction of an earlier owner can no longer commit, and tells what was
   * committed last. `fenced`: an epoch as large or larger was there.
   */
  raise(mailbox: string, epoch: number): Promise<Raised>;
}
export type Raised = { fenced: true; epoch?: number } | { fenced: false; item?: string; payload?: unknown };

interface Row {
  readonly epoch: number;
  readonly item: string | null;
  readonly payload: unknown;
}

export function createReceipts(pool: pg.Pool): Receipts {
  return {
    async raise(mailbox, epoch) {
      try {
        const { rows } = await pool.query<Row>(
          `insert into mailbox_receipt as r (mailbox, epoch) values ($1, $2)
           on conflict (mailbox) do update set epoch = excluded.epoch where r.epoch < excluded.epoch
           returning epoch, item, payload`,
          [mailbox, epoch],
        );
        const [raised] = rows;
        if (raised) return raised.item === null ? { fenced: false } : { fenced: false, ...raised, item: raised.item };
        const stored = await readReceipt(pool, mailbox);
        return { fenced: true, ...(stored && { epoch: stored.epoch }) };
      } catch (error) {
        throw translated(error);
      }
    },
  };
}

/** What was committed last for a mailbox. */
export async function readReceipt(pool: pg.Pool, mailbox: string) {
  const { rows } = await pool.query<Row>('select epoch, item, payload from mailbox_receipt where mailbox = $1', [
    mailbox,
  ]);
  const [row] = rows;
  return row;
}

/**
 * The last statement of an item's transaction. It fails (`isRefusal`) when the transaction may not commit: the mailbox
 * has a newer owner, or the item was committed before. So `COMMIT` can be sent right behind it. A concurrent writer of
 * the same receipt is waited for.
 */
export const receiptOf = ({ mailbox, epoch, item }: Claim, payload: unknown): Statement => ({
  text: `
    with written as (
      insert into mailbox_receipt as r (mailbox, epoch, item, payload) values ($1, $2, $3, $4::json)
      on conflict (mailbox) do update set epoch = excluded.epoch, item = excluded.item, payload = excluded.payload
      where r.epoch <= excluded.epoch and r.item is distinct from excluded.item
      returning 1
    )
    select 1 / count(*) from written`,
  values: [mailbox, epoch, item, JSON.stringify(payload)],
});

/** One divided by no receipt. */
const DIVISION_BY_ZERO = '22012';

export const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === DIVISION_BY_ZERO;
