import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectRedis } from '@alita/redis';
import { Asks } from './asks.ts';
import { reached } from './crash-points.ts';
import type { Handler } from './delivery.ts';
import { Drainer } from './drainer.ts';
import { Unreachable, Watermark } from './errors.ts';
import type { QueueName } from './item.ts';
import { isOutOfMemory, Room } from './memory.ts';
import { listParked, readStats } from './parked.ts';
import { carryPosts } from './post.ts';
import { type PushCall, type PushReply, push } from './protocol.ts';
import { Pulse } from './pulse.ts';
import { Shard, shardIndex } from './shard.ts';
import type { DrainOptions, Entry, Instance, InstanceInfo, Mailboxes, MailboxOptions, Pushed } from './surface.ts';
import { ENDLESS, publishedTerm, publishTerm } from './terms.ts';

const BOUND = 20_000;
/** Wake-ups and farewells that Redis has not taken by then are left to the watchdog of others. */
const CLOSE_MS = 2_000;

/**
 * Joins this process to the mailboxes: connects, checks the number of shards, begins to beat.
 *
 * @example const mailboxes = await createMailboxes({ redis: url, info: { service: 'worker', version: '1.0.0' } });
 */
export async function createMailboxes(options: MailboxOptions): Promise<Mailboxes> {
  const { namespace = 'alita', shards: count = 1, bounds = {}, observe = () => {}, terms } = options;
  const name = options.process ?? `${options.info.service}-${randomBytes(5).toString('hex')}`;
  let info: InstanceInfo = { ...options.info, started: Date.now(), pid: process.pid };

  const onError = (error: unknown) => {
    room.learn(error);
    observe({ name: 'error', where: 'redis', error });
  };
  const redis = connectRedis({ url: options.redis, name });
  const failFast = connectRedis({ url: options.redis, name: `${name} push`, failFast: true });
  const room = new Room(failFast, options.memoryLimit ?? 0);
  const disconnect = () => {
    redis.disconnect();
    failFast.disconnect();
  };
  await agreeOnShards(redis, namespace, count).catch((error: unknown) => {
    disconnect();
    throw error;
  });

  const drainers = new Set<Drainer>();
  const tags = Array.from({ length: count }, (_, index) => `{${namespace}:s${index}}`);
  const shards = tags.map(
    (tag) =>
      new Shard({
        tag,
        process: name,
        term: async () => (terms ? await publishedTerm(redis, tag) : ENDLESS),
        redis,
        failFast,
        onError,
        onUnsent(queue, keys, error) {
          onError(error);
          if (!isOutOfMemory(error)) return;
          for (const drainer of drainers) if (drainer.queue === queue) void drainer.drain(keys, 'unsent');
        },
      }),
  );
  const shardOf = (key: string): Shard => {
    const shard = shards[shardIndex(key, count)];
    if (!shard) throw new RangeError(`no shard for ${key}`);
    return shard;
  };

  const publishTerms =
    typeof terms === 'function'
      ? async () => void (await Promise.all(tags.map((tag) => publishTerm(redis, tag, terms))))
      : undefined;
  const pulse = new Pulse({ shards, info: () => info, room, drainers, publishTerms, observe });
  const asks = new Asks({
    namespace,
    process: name,
    redis,
    connect: () => connectRedis({ url: options.redis, name: `${name} ask` }),
    push: (entries) => mailboxes.push('out-u', entries),
    instances: () => mailboxes.instances(),
  });

  async function pushTo(shard: Shard, queue: QueueName, entries: readonly Entry[]): Promise<PushReply[]> {
    const most = bounds[queue] ?? BOUND;
    const replies = await push(
      shard.pushes,
      entries.map(({ key, item, once, force }) => ({
        q: queue,
        key,
        item,
        bound: force ? undefined : most,
        ...markOf(item.id, once),
      })),
    );
    for (const [at, { key }] of entries.entries()) {
      if (replies[at] !== 'wake') continue;
      reached('pushed', queue, key);
      shard.waker.wake(queue, key);
    }
    return replies;
  }

  /** Each shard takes its own in one call; what belongs together lies in one. */
  async function pushAll(queue: QueueName, entries: readonly Entry[]): Promise<Pushed[]> {
    const replies = new Map<Entry, PushReply>();
    const pushing = [...Map.groupBy(entries, ({ key }) => shardOf(key))].map(async ([shard, own]) => {
      for (const [at, reply] of (await pushTo(shard, queue, own)).entries()) {
        const entry = own[at];
        if (entry) replies.set(entry, reply);
      }
    });
    await Promise.all(pushing);
    return entries.map((entry) => {
      const reply = replies.get(entry) ?? 'full';
      return reply === 'wake' ? 'accepted' : reply;
    });
  }

  function drain(queue: QueueName, handler: Handler, settings: DrainOptions = {}) {
    const bound = bounds['out-n'] ?? BOUND;
    const drainer = new Drainer({
      ...settings,
      queue,
      handler,
      shards,
      redis,
      process: name,
      bound,
      observe,
      onError,
    });
    drainers.add(drainer);
    return {
      async close() {
        await drainer.close();
        drainers.delete(drainer);
      },
    };
  }

  const mailboxes: Mailboxes = {
    process: name,
    async push(queue, entries) {
      await room.check();
      try {
        return await pushAll(queue, entries);
      } catch (cause) {
        if (isOutOfMemory(cause)) throw new Watermark('Redis is full', { cause });
        throw new Unreachable('Redis does not answer', { cause });
      }
    },
    drain,
    drainPosts: () => drain('post', carryPosts(shardOf)),
    ask: (key, body, settings) => asks.ask(key, body, settings),
    answer: (item, value) => asks.answer(item, value),
    async readRef(key, id) {
      const text = await redis.get(`${shardOf(key).tag}:ref:${key}:${id}`);
      return text === null ? undefined : JSON.parse(text);
    },
    async putBlob(id, bytes, ttlMs) {
      await redis.set(`${shardOf(id).tag}:blob:${id}`, Buffer.from(bytes), 'PX', ttlMs);
    },
    async getBlob(id) {
      return (await redis.getBuffer(`${shardOf(id).tag}:blob:${id}`)) ?? undefined;
    },
    stats: (queue) => readStats(shards, queue),
    parked: (queue) => listParked(shards, queue),
    async replay(queue, key, index = -1) {
      const shard = shardOf(key);
      const [replayed, wake] = await shard.upkeep.run<[number, number]>('replay', queue, key, index);
      if (wake === 1) shard.waker.wake(queue, key);
      return replayed;
    },
    discard: (queue, key, index = -1) => shardOf(key).upkeep.run<number>('discard', queue, key, index),
    bull: shards.flatMap(({ waker }) => waker.queues),
    async instances() {
      const flat = await shardOf('').upkeep.run<string[]>('instances');
      const found: Instance[] = [];
      for (let i = 0; i + 1 < flat.length; i += 2) {
        const told: InstanceInfo = JSON.parse(flat[i + 1] ?? '{}');
        if (told.service) found.push({ ...told, process: flat[i] ?? '' });
      }
      return found;
    },
    announce(more) {
      info = { ...info, ...more };
    },
    async close() {
      await Promise.all([...drainers].map((drainer) => drainer.close()));
      asks.close();
      const goodbye = Promise.all([pulse.stop(), ...shards.map((shard) => shard.close())]).catch(() => {});
      await Promise.race([goodbye, sleep(CLOSE_MS, undefined, { ref: false })]);
      disconnect();
    },
  };
  await pulse.start();
  if (failFast.status !== 'ready') await once(failFast, 'ready');
  return mailboxes;
}

/** Where an item's mark against repetition lies: 65 536 update ids share a bitmap, other ids have a key each. */
function markOf(id: string, once: Entry['once']): Pick<PushCall, 'mark' | 'bit'> {
  if (once === undefined) return {};
  if (once === 'id') return { mark: `pid:${id}` };
  return { mark: `seen:${once.bot}:${Math.floor(once.updateId / 65_536)}`, bit: once.updateId % 65_536 };
}

/** The number of shards decides where every key lies, so it cannot change under the data. */
async function agreeOnShards(redis: ReturnType<typeof connectRedis>, namespace: string, count: number): Promise<void> {
  await redis.set(`${namespace}:shards`, count, 'NX');
  const agreed = Number(await redis.get(`${namespace}:shards`));
  if (agreed === count) return;
  throw new Error(`Redis holds mailboxes in ${agreed} shards, this process is set to ${count}`);
}
