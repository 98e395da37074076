import { fileURLToPath } from 'node:url';
import { bringUpRedis, type Server } from '@alita/servers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Delivery } from './delivery.ts';
import { type DrainContext, drainKey } from './drain.ts';
import { aNamespace, anItem, idsOf, pushOne, testShard } from './fixture.ts';
import { FakeDatabase } from './fixture-database.ts';
import { checkModel } from './fixture-model.ts';
import type { Term } from './terms.ts';

// Random interleavings of two workers with a database, their deaths and freezes, and a Redis that forgets its last writes.
// The drains are the real ones; they stand still before and after their write to the database until they are told to go on.

const cacheFolder = fileURLToPath(new URL('../../../.data/cache', import.meta.url));
const RUNS = 1_000;
let server: Server;

beforeAll(async () => {
  server = await bringUpRedis({ cacheFolder });
}, 60_000);
afterAll(async () => {
  await server.stop();
});

/** One shard, and the term its Redis is in. */
function aLane(number: number) {
  const namespace = aNamespace();
  // of its own, since the term is part of the scripts, and they share the Redis that holds those
  const first: Term = { number: '1', since: `${number}` };
  const lane = { first, term: first, tag: `{${namespace}:s0}`, runs: 0 };
  return Object.assign(
    lane,
    testShard(namespace, 'worker', async () => lane.term, server.url),
  );
}
type Lane = ReturnType<typeof aLane>;

type By = 0 | 1;
type Event = 'push' | 'giveUp' | 'remember' | 'failOver';
type Action = { name: Event } | { name: 'drain' | 'kill'; by: By };

const by = fc.constantFrom<By>(0, 1);
const just = (name: Event, weight: number) => ({
  weight,
  arbitrary: fc.record({ name: fc.constant(name) }),
});
const action: fc.Arbitrary<Action> = fc.oneof(
  just('push', 4),
  just('giveUp', 2),
  just('remember', 2),
  just('failOver', 1),
  { weight: 12, arbitrary: fc.record({ name: fc.constant('drain' as const), by }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('kill' as const), by }) },
);

/** A worker under way: it stands still at each `gate` until `go`. */
class Worker {
  #open: () => void = () => {};
  #stands = Promise.withResolvers<void>();
  readonly #ended: Promise<void>;
  isDone = false;

  constructor(drain: (gate: () => Promise<void>) => Promise<void>) {
    this.#ended = drain(() => this.#gate()).then(() => {
      this.isDone = true;
    });
  }
  #gate(): Promise<void> {
    this.#stands.resolve();
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }
  /** Resolves when it stands at a gate, or is done. */
  settled = () => Promise.race([this.#stands.promise, this.#ended]);
  go(): Promise<void> {
    this.#stands = Promise.withResolvers();
    this.#open();
    return this.settled();
  }
}

class Mailbox {
  readonly #lane: Lane;
  readonly #key: string;
  readonly #database = new FakeDatabase();
  readonly #workers = new Map<By, Worker>();
  #pushed = 0;
  /** Ids that Redis has been told of and not forgotten. */
  #known: string[] = [];
  /** The same, of the replica. */
  #remembered: string[] | undefined;
  /** Commits to the database of which Redis knew nothing, by term; with those that owners from before it made later. */
  readonly #forgotten = new Map<string, string[]>();
  /** Items whose handler was run although the database had them. */
  readonly #again: string[] = [];

  constructor(lane: Lane, key: string) {
    this.#lane = lane;
    this.#key = key;
  }

  async run(step: Action): Promise<void> {
    if ('by' in step) {
      if (step.name === 'drain') await this.#drain(step.by);
      else this.#workers.delete(step.by);
    } else if (step.name === 'push') await this.#push();
    else if (step.name === 'giveUp') await this.#giveUp();
    else if (step.name === 'remember') await this.#remember();
    else await this.#failOver();
  }

  async #push(): Promise<void> {
    const id = String(this.#pushed++);
    await pushOne(this.#lane, { key: this.#key, item: anItem(id) });
    this.#known.push(id);
  }

  async #giveUp(): Promise<void> {
    const meta = `${this.#lane.tag}:m:in:${this.#key}`;
    if ((await this.#lane.redis.hget(meta, 'busy')) === '1') await this.#lane.redis.hset(meta, 'o', '');
  }

  #drain(by: By): Promise<void> {
    const worker = this.#workers.get(by);
    if (worker && !worker.isDone) return worker.go();
    const started = new Worker((gate) => drainKey(this.#context(by, gate)));
    this.#workers.set(by, started);
    return started.settled();
  }

  #context(by: By, gate: () => Promise<void>): DrainContext {
    const handler = async (delivery: Delivery) => {
      const { id } = delivery.item;
      if (this.#timesCommitted(id) > 0) this.#again.push(id);
      await gate();
      await delivery.settle();
      const before = this.#database.committed.length;
      const commit = this.#database.write(delivery, { push: [{ queue: 'out-n', item: anItem(id) }], wrote: true });
      const isOld = delivery.epoch < Number(this.#lane.term.number) * 2 ** 38;
      if (isOld && this.#database.committed.length > before) this.#forgotten.get(this.#lane.term.number)?.push(id);
      await gate();
      return commit;
    };
    const limits = { want: 3, bound: 1e6, maxFailures: 3, quantum: { items: 3, ms: 1e9 }, stateFields: [] };
    const { receipts } = this.#database;
    const owner = `worker${by}:j`;
    const place = { shard: this.#lane.shard, queue: 'in' as const, key: this.#key, owner };
    return { ...place, ...limits, handler, receipts, runAlone: undefined, observe() {}, isClosing: () => false };
  }

  get #keys(): string[] {
    return ['in', 'm:in', 'out-n', 'm:out-n'].map((part) => `${this.#lane.tag}:${part}:${this.#key}`);
  }

  /** What a replica has heard of so far. */
  async #remember(): Promise<void> {
    for (const key of this.#keys) await this.#copy(key, `${key}:replica`);
    this.#remembered = [...this.#known];
  }

  async #failOver(): Promise<void> {
    if (!this.#remembered) return;
    for (const key of this.#keys) await this.#copy(`${key}:replica`, key);
    this.#known = [...this.#remembered];
    const [seconds, micros] = await this.#lane.redis.time();
    this.#lane.term = {
      number: String(Number(this.#lane.term.number) + 1),
      since: `${Number(seconds) * 1e6 + Number(micros)}`,
    };
    const effects = new Set(await this.#effects());
    this.#forgotten.set(
      this.#lane.term.number,
      this.#database.committed.filter((id) => !effects.has(id)),
    );
    await this.#lane.redis.script('FLUSH');
  }

  /** The next owner works off the rest; what the last ones were doing comes too late. */
  async finish(): Promise<void> {
    const frozen = [...this.#workers.values()];
    for (let rounds = 0; (await this.#lane.redis.llen(`${this.#lane.tag}:in:${this.#key}`)) > 0; rounds++) {
      if (rounds > 100) throw new Error('the mailbox is never empty');
      await this.#giveUp();
      await drainKey(this.#context(0, async () => {}));
    }
    for (const worker of frozen) while (!worker.isDone) await worker.go();

    expect(await this.#effects()).toEqual(this.#known);
    expect(this.#again.filter((id) => this.#mayBeAgain(id) === 0)).toEqual([]);
    const wrong = this.#known.filter((id) => {
      const more = this.#timesCommitted(id) - 1;
      return more < 0 || more > this.#mayBeAgain(id);
    });
    expect(wrong).toEqual([]);
  }

  #effects = async () => idsOf(await this.#lane.redis.lrange(`${this.#lane.tag}:out-n:${this.#key}`, 0, -1));

  #timesCommitted = (id: string) => this.#database.committed.filter((each) => each === id).length;

  /** Of several commits that one failover forgot, the receipt knows the last: the others may be made again, so often. */
  #mayBeAgain = (id: string) =>
    [...this.#forgotten.values()].filter((ids) => ids.length > 1 && ids.includes(id)).length;

  async #copy(from: string, to: string): Promise<void> {
    await this.#lane.redis.del(to);
    await this.#lane.redis.copy(from, to);
  }
}

it('whatever a failover forgets, what Redis still knows takes effect once, in order, in the database too', async () => {
  await checkModel(RUNS, fc.array(action, { maxLength: 50, size: 'max' }), aLane, async (lane, actions) => {
    lane.term = lane.first;
    await lane.redis.script('FLUSH');
    const mailbox = new Mailbox(lane, `7.${lane.runs++}`);
    for (const step of actions) await mailbox.run(step);
    await mailbox.finish();
  });
}, 600_000);
