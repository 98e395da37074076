import type { Claim } from './claim.ts';
import type { Delivery } from './delivery.ts';
import type { Item, QueueName } from './item.ts';

/** The next item of a claim as its handler sees it. What few handlers use is made when it is taken out. */
export class ClaimedDelivery implements Delivery {
  readonly #claim: Claim;
  readonly #head: Claim['head'];
  readonly item: Item;
  readonly receipt: string;

  constructor(claim: Claim, item: Item, arrival: string) {
    this.#claim = claim;
    this.#head = claim.head;
    this.item = item;
    this.receipt = `${item.id}:${arrival}`;
  }

  get queue(): QueueName {
    return this.#claim.queue;
  }
  get key(): string {
    return this.#claim.key;
  }
  get epoch(): number {
    return this.#claim.epoch;
  }
  get versions(): Delivery['versions'] {
    return this.#claim.versions;
  }
  get state(): Delivery['state'] {
    return this.#claim.state;
  }
  get attempt(): number {
    return this.#head.failures + 1;
  }
  get lastAttempt(): boolean {
    return this.attempt >= this.#claim.maxFailures;
  }
  get tries(): number {
    return this.#head.tries;
  }
  get begun(): boolean {
    return this.#head.begun;
  }
  get following(): readonly Item[] {
    return this.#claim.following();
  }
  get settle(): Delivery['settle'] {
    return () => this.#claim.settle();
  }
  get hold(): Delivery['hold'] {
    return () => this.#claim.hold();
  }
  get readState(): Delivery['readState'] {
    return (fields) => this.#claim.readState(fields);
  }
}
