import type { Commit } from './commit.ts';
import type { Item, QueueName } from './item.ts';

/** One item on its way through a handler, with what the claim knows of its mailbox. */
export interface Delivery {
  readonly queue: QueueName;
  /** `<bot>.<chat>`, `fed.<id>`, `job.<id>`. */
  readonly key: string;
  readonly item: Item;
  /** Names this arrival of the item in a database receipt: `<id>:<arrival>`. */
  readonly receipt: string;
  /** Fences database writes; grows with every claim of this mailbox. */
  readonly epoch: number;
  /** Versions of what workers cache for this key; one that was never raised is absent. */
  readonly versions: Readonly<Record<string, number>>;
  /** The state fields named in `stateFields`, as earlier items of this claim left them. */
  readonly state: Readonly<Record<string, unknown>>;
  /** 1 at first, one more for each time a handler threw at this item. */
  readonly attempt: number;
  /** The next failure parks the item. */
  readonly lastAttempt: boolean;
  /** Unclean ends (kills, freezes, lost outcomes) this item has met. */
  readonly tries: number;
  /** Lanes of calls: an earlier run may have made this very call. */
  readonly begun: boolean;
  /** What lies behind this item, as far as it is known: for handlers that take several at once (`Commit.took`). */
  readonly following: readonly Item[];
  /**
   * Commits everything handled before this item. Await it before opening a database transaction: only the head of a
   * mailbox may be half done. Throws `Fenced`.
   */
  readonly settle: () => Promise<void>;
  /** Makes sure the mailbox is still ours, right before an act that cannot be fenced. Throws `Fenced`. */
  readonly hold: () => Promise<void>;
  /** Further state fields, such as those of a batch's senders. */
  readonly readState: (fields: readonly string[]) => Promise<Record<string, unknown>>;
}

/** Decides what an item leads to. Runs again after a crash, so it acts only through its `Commit` and its receipt. */
export type Handler = (delivery: Delivery) => Promise<Commit> | Commit;

/**
 * The database's side of exactly once. The worker's transaction writes `(mailbox, epoch, item, payload)` as its last
 * statement; a claim that follows an unclean end raises the epoch first, so that a late transaction cannot commit any more.
 */
export interface Receipts {
  /** Fails with any error when the database cannot be reached: the mailbox is then left as it was and tried later. */
  raise(mailbox: string, epoch: number): Promise<Raised>;
}

/** `fenced`: a larger epoch was there. Otherwise the receipt's item (`delivery.receipt`) and its `Commit`, if there is one. */
export type Raised = { fenced: true; epoch?: number } | { fenced: false; item?: string; payload?: unknown };
