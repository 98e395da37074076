import { randomUUID } from 'node:crypto';
import type { Commit } from './commit.ts';
import { Fenced } from './errors.ts';
import { Item, type QueueName } from './item.ts';
import { Pile } from './pile.ts';
import { Post } from './post.ts';
import { type Claimed, claim, commit, encode, type Rest } from './protocol.ts';
import type { Shard } from './shard.ts';
import type { MailboxEvent } from './surface.ts';

/** Contact older than this no longer proves that the mailbox is ours: less than a heartbeat's 1.5 s. */
const PROOF_MS = 1_000;
/** Effects wait this long for the quantum to end while a handler takes its time. */
const PATIENCE_MS = 10;
const MAX_EFFECTS = 500;

const UNTRIED = { dirty: false, tries: 0, failures: 0, kills: 0, begun: false };

/** An element of a mailbox's list. It is read when its turn comes: until then it is one string to the garbage collector. */
class Arrived {
  readonly arrival: string;
  readonly #json: string;

  constructor(element: string) {
    const colon = element.indexOf(':');
    this.arrival = element.slice(0, colon);
    this.#json = element.slice(colon + 1);
  }

  /** Undefined when it is no item. */
  read(): Item | undefined {
    try {
      return Item.parse(JSON.parse(this.#json));
    } catch {
      return undefined;
    }
  }
}

export interface ClaimContext {
  shard: Shard;
  queue: QueueName;
  key: string;
  owner: string;
  /** Items asked for at a time. */
  want: number;
  /** Most items in the normal lane. */
  bound: number;
  stateFields: readonly string[];
  maxFailures: number;
  observe: (event: MailboxEvent) => void;
}

/** One claim of one mailbox, from CLAIM to the commit, release or fence that ends it. */
export class Claim {
  readonly #context: ClaimContext;
  readonly #epoch: string;
  readonly versions: Record<string, number>;
  readonly state: Record<string, unknown> = {};
  /** What this claim's items changed of the state; null where removed. */
  readonly #changed = new Map<string, unknown>();
  /** Not handled yet; the first is next. */
  items: Arrived[];
  /** What is known of the head from earlier claims; over once it is committed. */
  head: Pick<Claimed, 'dirty' | 'tries' | 'failures' | 'kills' | 'begun'>;
  #pile = new Pile();
  #commits = 0;
  #sending: Promise<Rest> = Promise.resolve('kept');
  #patience: NodeJS.Timeout | undefined;
  #proof: number;

  private constructor(context: ClaimContext, claimed: Claimed, proof: number) {
    this.#context = context;
    this.#epoch = claimed.epoch;
    this.#proof = proof;
    this.versions = claimed.versions;
    this.head = claimed;
    this.items = claimed.items.map((element) => new Arrived(element));
    this.#readFields(context.stateFields, claimed.state, this.state);
  }

  /** CLAIM. Undefined when there is nothing to do, or somebody else does it. */
  static async take(context: ClaimContext): Promise<Claim | undefined> {
    const { shard, queue, key, want, owner, stateFields } = context;
    const asked = performance.now();
    const claimed = await claim(shard.claims, queue, key, want, owner, stateFields);
    return typeof claimed === 'string' ? undefined : new Claim(context, claimed, asked);
  }

  get epoch(): number {
    return Number(this.#epoch);
  }

  get queue(): QueueName {
    return this.#context.queue;
  }

  get key(): string {
    return this.#context.key;
  }

  get maxFailures(): number {
    return this.#context.maxFailures;
  }

  /** What lies behind the next item, up to what cannot be read. */
  following(): Item[] {
    const rest = this.items.slice(1).map((element) => element.read());
    const end = rest.indexOf(undefined);
    return rest.slice(0, end < 0 ? rest.length : end).flatMap((item) => item ?? []);
  }

  /** Notes that the next item (or the next `took`) is handled; it leaves with the next commit. */
  done(commit: Commit): void {
    this.items.splice(0, commit.took ?? 1);
    this.head = UNTRIED;
    if (commit.state) this.#change(commit.state);
    this.#pile.add(commit);
    if (this.#pile.size > 0) {
      this.#patience ??= setTimeout(() => void this.settle().catch(() => {}), PATIENCE_MS);
    }
  }

  #change(state: NonNullable<Commit['state']>): void {
    for (const [field, change] of Object.entries(state)) {
      this.#changed.set(field, change?.value);
      if (!this.#context.stateFields.includes(field)) continue;
      if (change) this.state[field] = change.value;
      else delete this.state[field];
    }
  }

  /** Whether what is gathered should not wait for more. */
  get isHeavy(): boolean {
    return this.#pile.size > MAX_EFFECTS;
  }

  /** Commits what was handled and keeps the claim. */
  async settle(): Promise<void> {
    await this.commit('keep');
  }

  /** COMMIT, after any other of this claim. Throws `Fenced`, and from then on always. */
  commit(mode: 'keep' | 'next' | 'yield'): Promise<Rest> {
    this.#sending = this.#sending.then(() => this.#commit(mode));
    return this.#sending;
  }

  async #commit(mode: 'keep' | 'next' | 'yield'): Promise<Rest> {
    const { shard, queue: q, key, want, bound, observe } = this.#context;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    const pile = this.#pile;
    if (mode === 'keep' && pile.items === 0) return 'kept';
    this.#pile = new Pile();
    const effects = encode(pile.effects, (post) => Post.make({ id: randomUUID(), ms: post.item.ms, body: post }));
    const asked = performance.now();
    const answer = await commit(shard.claims, {
      q,
      key,
      epoch: this.#epoch,
      c: ++this.#commits,
      n: pile.items,
      mode,
      want,
      bound,
      effects,
    });
    if (answer === 'fenced') throw new Fenced();
    this.#proof = asked;
    for (const queue of answer.wake) shard.waker.wake(queue, key);
    Object.assign(this.versions, answer.versions);
    if (answer.dropped > 0) observe({ name: 'dropped', queue: 'out-n', key, items: answer.dropped });
    if (pile.items > 0) observe({ name: 'committed', queue: q, key, items: pile.items });
    if (answer.rest === 'more') this.items.push(...answer.items.map((element) => new Arrived(element)));
    return answer.rest;
  }

  /** RELEASE, and a wake-up after `delayMs`. Answers how often that has happened to the head. */
  async release(how: 'clean' | 'unsure' | 'failed' | 'killed', delayMs: number, above = 0): Promise<number> {
    const { shard, queue, key } = this.#context;
    const reply = await shard.claims.run<number | 'fenced'>(
      'release',
      queue,
      key,
      this.#epoch,
      how,
      Math.ceil(delayMs),
      above,
    );
    if (reply === 'fenced') throw new Fenced();
    shard.waker.wake(queue, key, Math.ceil(delayMs));
    return reply;
  }

  /** PARK: the head goes aside, and the mailbox behind the others. */
  async park(error: unknown): Promise<void> {
    const { shard, queue, key, observe } = this.#context;
    const why = JSON.stringify(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const reply = await shard.claims.run<'fenced' | 'finished' | 'yielded'>('park', queue, key, this.#epoch, why);
    if (reply === 'fenced') throw new Fenced();
    observe({ name: 'parked', queue, key, error });
    if (reply === 'yielded') shard.waker.wake(queue, key);
  }

  /** HOLD, unless this claim heard from Redis a moment ago. */
  async hold(): Promise<void> {
    if (performance.now() - this.#proof < PROOF_MS) return;
    const { shard, queue, key, owner } = this.#context;
    const asked = performance.now();
    const reply = await shard.claims.run<'held' | 'fenced'>('hold', queue, key, this.#epoch, owner);
    if (reply === 'fenced') throw new Fenced();
    this.#proof = asked;
  }

  async readState(fields: readonly string[]): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    if (fields.length === 0) return found;
    const { shard, key } = this.#context;
    this.#readFields(fields, await shard.claims.run<(string | null)[]>('state', key, ...fields), found);
    for (const field of fields) {
      if (!this.#changed.has(field)) continue;
      const value = this.#changed.get(field);
      if (value === undefined) delete found[field];
      else found[field] = value;
    }
    return found;
  }

  /** State is stored as `<until> <json>`; what ran out is absent. */
  #readFields(fields: readonly string[], stored: readonly (string | null)[], into: Record<string, unknown>): void {
    fields.forEach((field, index) => {
      const text = stored[index];
      if (!text) return;
      const space = text.indexOf(' ');
      if (Number(text.slice(0, space)) > Date.now()) into[field] = JSON.parse(text.slice(space + 1));
    });
  }
}
