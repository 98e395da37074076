import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drainKey } from './drain.ts';
import { Unsure } from './errors.ts';
import { aNamespace, anItem, forget, idsOf, pushOne, testShard } from './fixture.ts';
import { type Action, type Also, anAction } from './fixture-actions.ts';
import { checkModel } from './fixture-model.ts';
import { carryPosts, Post } from './post.ts';
import { type CommitCall, claim, commit } from './protocol.ts';

// Random interleavings of two drainers, their deaths and freezes, of scripts sent twice, of full mailboxes, parked items that
// come back, timers, posts and Refs, against a model.

const RUNS = 2_000;

/** Two processes over one shard. */
function aLane() {
  const namespace = aNamespace();
  const shards = [testShard(namespace, 'p0'), testShard(namespace, 'p1')] as const;
  return {
    shards,
    tag: `{${namespace}:s0}`,
    runs: 0,
    async close() {
      await Promise.all(shards.map((each) => each.close()));
      await forget(namespace);
    },
  };
}
type Lane = ReturnType<typeof aLane>;

/** Items a mailbox takes, where there is a bound. */
const BOUND = 4;

/** What one drainer remembers of its claim, however stale. */
interface Drainer {
  serial: number;
  epoch: string;
  commits: number;
  last?: { call: CommitCall; reply: Awaited<ReturnType<typeof commit>> };
}

class Mailbox {
  readonly #shards: Lane['shards'];
  readonly #tag: string;
  readonly key: string;
  named = 0;
  /** All that came in, in order. */
  arrived: string[] = [];
  items: string[] = [];
  done: string[] = [];
  parked: string[] = [];
  posted: string[] = [];
  /** The id that was stored last. */
  ref: string | undefined;
  /** By id: when it is due, and the item it becomes. */
  readonly timers = new Map<string, { at: number; becomes: string }>();
  /** The claim that counts, and whether it still works on the mailbox. */
  holder: { by: 0 | 1; serial: number } | undefined;
  isGivenUp = false;
  serial = 0;
  readonly drainers: [Drainer?, Drainer?] = [];

  constructor({ shards, tag }: Lane, key: string) {
    this.#shards = shards;
    this.#tag = tag;
    this.key = key;
  }

  async run(step: Action): Promise<void> {
    if (step.name === 'push') return this.#push(step.bounded);
    if (step.name === 'replay') return this.#replay();
    if (step.name === 'giveUp') return this.#giveUp();
    if (step.name === 'pump') return this.#pump();
    if (step.name === 'carry') return this.#carry(step.dies);
    const drainer = this.drainers[step.by];
    if (step.name === 'claim') return this.#claim(step.by);
    if (!drainer) return;
    if (step.name === 'commit') return this.#commit(drainer, step.mode, Math.min(step.n, this.items.length), step.also);
    if (step.name === 'repeat') return this.#repeat(drainer);
    return this.#other(step.name, step.by, drainer, step.how);
  }

  #isMine(drainer: Drainer): boolean {
    return this.holder?.serial === drainer.serial;
  }

  async #push(bounded: boolean): Promise<void> {
    const id = String(this.named++);
    const bound = bounded ? BOUND : undefined;
    const reply = await pushOne(this.#shards[0], { key: this.key, item: anItem(id), bound });
    const isFull = bounded && this.items.length >= BOUND;
    expect(reply === 'full').toBe(isFull);
    if (!isFull) this.#arrive(id);
  }

  /** All that was set aside comes back, as if it had arrived now. */
  async #replay(): Promise<void> {
    await this.#shards[0].shard.upkeep.run('replay', 'in', this.key, -1);
    for (const id of this.parked.splice(0)) {
      this.arrived.splice(this.arrived.indexOf(id), 1);
      this.#arrive(id);
    }
  }

  #arrive(id: string): void {
    this.items.push(id);
    this.arrived.push(id);
  }

  async #pump(): Promise<void> {
    await this.#shards[1].shard.upkeep.run('pump', 100);
    const due = [...this.timers].sort(([a, { at }], [b, { at: other }]) => at - other || (a < b ? -1 : 1));
    for (const [, { becomes }] of due) this.#arrive(becomes);
    this.timers.clear();
  }

  /** Carries the first post to its mailbox; who dies after that leaves it to be carried again. */
  async #carry(dies: boolean): Promise<void> {
    const carry = carryPosts(() => this.#shards[0].shard);
    await drainKey({
      shard: this.#shards[0].shard,
      queue: 'post',
      key: this.key,
      owner: 'p0:carry',
      handler: async (delivery) => {
        const commit = await carry(delivery);
        if (dies) throw new Unsure('died');
        return commit;
      },
      quantum: { items: 1, ms: 1e9 },
      want: 1,
      bound: 1e6,
      maxFailures: 3,
      stateFields: [],
      receipts: undefined,
      runAlone: undefined,
      observe() {},
      isClosing: () => false,
    });
  }

  /** Effects beside the echo, and what the model makes of them once they are committed. */
  #also(what: Also, n: number): [effects: string[], apply: () => void] {
    const id = `${this.named++}`;
    const timer = `timer${n % 2}`;
    if (what === 'post') {
      const post = Post.make({
        id: `${this.key}-${id}`,
        ms: 0,
        body: { queue: 'in', key: this.#neighbour, item: anItem(id) },
      });
      return [['p', 'post', JSON.stringify(post)], () => this.posted.push(id)];
    }
    if (what === 'timer') {
      const at = n + 1;
      return [['t', timer, String(at), JSON.stringify(anItem(id))], () => this.timers.set(timer, { at, becomes: id })];
    }
    if (what === 'ref') {
      const apply = () => {
        this.ref = id;
      };
      return [['r', 'shown', JSON.stringify(id), '60000'], apply];
    }
    return what === 'cancel' ? [['x', timer], () => this.timers.delete(timer)] : [[], () => {}];
  }

  /** Where its posts go. */
  get #neighbour(): string {
    return `${this.key}.other`;
  }

  /** The watchdog found no heartbeat: the process died, or froze and may wake. */
  async #giveUp(): Promise<void> {
    if (!this.holder) return;
    await this.#shards[0].redis.hset(`${this.#tag}:m:in:${this.key}`, 'o', '');
    this.isGivenUp = true;
  }

  async #claim(by: 0 | 1): Promise<void> {
    const found = await claim(this.#shards[by].shard.claims, 'in', this.key, 3, `p${by}:j`, []);
    if (this.holder && !this.isGivenUp && this.holder.by !== by) {
      expect(found).toBe('elsewhere');
      return;
    }
    const dirty = this.holder !== undefined;
    this.serial++;
    this.isGivenUp = false;
    if (this.items.length === 0) {
      expect(found).toBe('empty');
      this.holder = undefined;
      return;
    }
    if (typeof found === 'string') throw new Error(`${found}, not claimed`);
    expect([found.dirty, idsOf(found.items)]).toEqual([dirty, this.items.slice(0, dirty ? 1 : 3)]);
    this.holder = { by, serial: this.serial };
    this.drainers[by] = { serial: this.serial, epoch: found.epoch, commits: 0 };
  }

  async #commit(drainer: Drainer, mode: CommitCall['mode'], n: number, also: Also = 'nothing'): Promise<void> {
    const wasMine = this.#isMine(drainer);
    const done = this.items.slice(0, n);
    const [more, apply] = this.#also(also, n);
    const effects = [...done.flatMap((id) => ['p', 'out-n', JSON.stringify(anItem(id))]), ...more];
    const call = {
      q: 'in' as const,
      key: this.key,
      epoch: drainer.epoch,
      c: drainer.commits + 1,
      n,
      mode,
      want: 3,
      bound: 1e6,
      effects,
    };
    const reply = await commit(this.#shards[0].shard.claims, call);
    if (!wasMine) {
      expect(reply).toBe('fenced');
      return;
    }
    if (reply === 'fenced') throw new Error('fenced its owner');
    drainer.commits++;
    drainer.last = { call, reply };
    this.items.splice(0, n);
    this.done.push(...done);
    apply();
    const rest = this.items.length === 0 ? 'finished' : { keep: 'kept', next: 'more', yield: 'yielded' }[mode];
    expect([reply.rest, idsOf(reply.items)]).toEqual([rest, rest === 'more' ? this.items.slice(0, 3) : []]);
    if (rest === 'finished' || rest === 'yielded') this.holder = undefined;
  }

  /** The answer was cut off, so the script is sent again, right away or much later. */
  async #repeat(drainer: Drainer): Promise<void> {
    if (!drainer.last) return;
    const before = await this.#lengths();
    const reply = await commit(this.#shards[1].shard.claims, drainer.last.call);
    expect(await this.#lengths()).toEqual(before);
    expect(reply === 'fenced').toBe(drainer.serial !== this.serial);
  }

  async #other(name: 'release' | 'hold' | 'park', by: 0 | 1, drainer: Drainer, how: string): Promise<void> {
    const wasMine = this.#isMine(drainer);
    const { claims } = this.#shards[by].shard;
    const more = { release: [how, 0, 0], hold: [`p${by}:j`], park: ['"why"'] }[name];
    const reply = await claims.run(name, 'in', this.key, drainer.epoch, ...more);
    if (!wasMine) {
      expect(reply).toBe('fenced');
      return;
    }
    expect(reply).not.toBe('fenced');
    if (name === 'hold') this.isGivenUp = false;
    if (name === 'release') this.isGivenUp = how !== 'clean';
    if (name === 'park') this.parked.push(...this.items.splice(0, 1));
    if (name === 'park' || (name === 'release' && how === 'clean')) this.holder = undefined;
  }

  async #lengths(): Promise<number[]> {
    return Promise.all(['in', 'out-n', 'post'].map((q) => this.#shards[0].redis.llen(`${this.#tag}:${q}:${this.key}`)));
  }

  /** Whatever happened, the next owner drains the rest, and each item led to one effect, in order. */
  async finish(): Promise<void> {
    await this.#pump();
    await this.#giveUp();
    while (this.items.length > 0) {
      await this.#claim(0);
      const drainer = this.drainers[0];
      if (drainer) await this.#commit(drainer, 'yield', 1);
    }
    const effects = await this.#shards[0].redis.lrange(`${this.#tag}:out-n:${this.key}`, 0, -1);
    expect(idsOf(effects)).toEqual(this.done);
    expect(this.done).toEqual(this.arrived.filter((id) => !this.parked.includes(id)));
    while ((await this.#shards[0].redis.llen(`${this.#tag}:post:${this.key}`)) > 0) await this.#carry(false);
    expect(idsOf(await this.#shards[0].redis.lrange(`${this.#tag}:in:${this.#neighbour}`, 0, -1))).toEqual(this.posted);
    expect(await this.#shards[0].redis.get(`${this.#tag}:ref:${this.key}:shown`)).toBe(
      this.ref ? JSON.stringify(this.ref) : null,
    );
    expect(await this.#shards[0].redis.zscore(`${this.#tag}:busy:in`, this.key)).toBeNull();
  }
}

it('whatever two drainers do to a mailbox, each item takes effect once and in order', async () => {
  await checkModel(RUNS, fc.array(anAction, { maxLength: 60, size: 'max' }), aLane, async (lane, actions) => {
    const mailbox = new Mailbox(lane, `7.${lane.runs++}`);
    for (const step of actions) await mailbox.run(step);
    await mailbox.finish();
  });
}, 600_000);
