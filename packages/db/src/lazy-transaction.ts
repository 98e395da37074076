import type { Client, Db } from './client.ts';
import { translated, Unsure } from './errors.ts';

/** Longer than any handler should take; PostgreSQL itself ends a transaction that idles for five seconds. */
const LONGEST_MS = 30_000;

const READS = /^(find|count|aggregate|groupBy)/;
const SELECTS = /^\s*select\b(?![\s\S]*\bfor\s+(no\s+key\s+)?update\b)/i;

/**
 * One transaction that is opened by the first write, if there is one. Reads before it go to the pool, everything after
 * it goes through it. `beforeOpen` is awaited before it opens and may refuse by throwing.
 */
export class LazyTransaction {
  readonly #client: Client;
  readonly #beforeOpen: (() => Promise<void>) | undefined;
  #db: Db | undefined;
  #opening: Promise<Db> | undefined;
  #decide: (commits: boolean) => void = () => {};
  #ended: Promise<void> | undefined;
  /** Savepoints asked for, and how many of them are set: the first statement after one sets it. */
  #depth = 0;
  #set = 0;
  #setting: Promise<void> | undefined;

  constructor(client: Client, beforeOpen?: () => Promise<void>) {
    this.#client = client;
    this.#beforeOpen = beforeOpen;
  }

  /** What stores use. */
  get db(): Db {
    const client = this.#client;
    this.#db ??= routed(client, (isWrite) => (isWrite || this.#opening ? this.#inside() : client));
    return this.#db;
  }

  /** A write was attempted. */
  get isOpen(): boolean {
    return this.#opening !== undefined;
  }

  /** Undoes what `work` wrote when it throws, and nothing else; the error goes on. Costs nothing without a statement. */
  savepoint<T>(work: () => T | Promise<T>): T | Promise<T> {
    const depth = this.#depth;
    this.#depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) return this.#settled(depth, result);
      this.#depth = depth;
      return result;
    } catch (error) {
      return this.#settled(depth, Promise.reject(error));
    }
  }

  async #settled<T>(depth: number, result: Promise<T>): Promise<T> {
    try {
      const value = await result;
      if (this.#set > depth) await this.#leave(depth, 'release');
      return value;
    } catch (error) {
      if (this.#set > depth) await this.#leave(depth, 'rollback to');
      throw error;
    } finally {
      this.#depth = depth;
    }
  }

  /** @throws Unsure when the answer to `COMMIT` did not come */
  async commit(): Promise<void> {
    this.#decide(true);
    await this.#ended?.catch((cause: unknown) => {
      throw new Unsure('no answer to COMMIT', { cause });
    });
  }

  /** Never throws: a transaction that cannot be rolled back is gone already. */
  async rollback(): Promise<void> {
    await this.#opening?.catch(() => {});
    this.#decide(false);
    await this.#ended?.catch(() => {});
  }

  async #inside(): Promise<Db> {
    this.#opening ??= this.#begin();
    const transaction = await this.#opening;
    if (this.#set < this.#depth) {
      this.#setting = (this.#setting ?? Promise.resolve()).catch(() => {}).then(() => this.#save(transaction));
      await this.#setting;
    }
    return transaction;
  }

  async #save(transaction: Db): Promise<void> {
    for (; this.#set < this.#depth; this.#set += 1)
      await transaction.$executeRawUnsafe(`savepoint ${savepointName(this.#set)}`);
  }

  async #leave(depth: number, how: 'release' | 'rollback to'): Promise<void> {
    try {
      await (await this.#opening)?.$executeRawUnsafe(`${how} savepoint ${savepointName(depth)}`);
      this.#set = depth;
    } catch (error) {
      throw translated(error);
    }
  }

  async #begin(): Promise<Db> {
    await this.#beforeOpen?.();
    const opened = Promise.withResolvers<Db>();
    const decided = Promise.withResolvers<boolean>();
    this.#decide = decided.resolve;
    this.#ended = this.#client.$transaction(
      async (transaction) => {
        opened.resolve(transaction);
        if (!(await decided.promise)) throw new Error('rolled back');
      },
      { maxWait: 5_000, timeout: LONGEST_MS },
    );
    this.#ended.catch(opened.reject);
    return await opened.promise;
  }
}

const savepointName = (depth: number): string => `item_${depth}`;

type Route = (isWrite: boolean) => Db | Promise<Db>;

/** A client whose every operation asks `route` where to go: `db.user.create(…)`, `db.$queryRaw…`. */
function routed(client: Db, route: Route): Db {
  const call =
    (path: readonly string[], isWrite: (args: readonly unknown[]) => boolean) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        let owner: unknown = await route(isWrite(args));
        for (const name of path.slice(0, -1)) owner = member(owner, name);
        const operation = member(owner, path.at(-1) ?? '');
        if (typeof operation !== 'function') throw new TypeError(`${path.join('.')} is not an operation`);
        return await Reflect.apply(operation, owner, args);
      } catch (error) {
        throw translated(error);
      }
    };
  return new Proxy(client, {
    get(target, name) {
      if (typeof name === 'symbol' || !(name in target)) return undefined;
      if (name.startsWith('$query')) return call([name], ([sql]) => !SELECTS.test(sqlText(sql)));
      if (name.startsWith('$')) return call([name], () => true);
      const operations: object = {};
      return new Proxy(operations, {
        get: (_, operation) =>
          typeof operation === 'symbol' ? undefined : call([name, operation], () => !READS.test(operation)),
      });
    },
  });
}

const member = (owner: unknown, name: string): unknown =>
  typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;

/** The text of a raw query: a template's strings, a `Prisma.sql` or a plain string. */
function sqlText(query: unknown): string {
  if (typeof query === 'string') return query;
  const strings = Array.isArray(query) ? query : member(query, 'strings');
  return Array.isArray(strings) ? strings.join('?') : '';
}
