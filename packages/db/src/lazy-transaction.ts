import pg from 'pg';
import type { Client, Db } from './client.ts';
import { translated, Unsure, wasNeverSent } from './errors.ts';
import { type Guest, invite } from './prisma-guest.ts';
import { type Statement, send } from './raw.ts';
import { routed } from './routed.ts';
import { Session } from './session.ts';

/** What transactions are made of. */
export interface Source {
  readonly pool: pg.Pool;
  /** Prisma on that pool. */
  readonly client: Client;
  readonly onError: (error: Error) => void;
}

/**
 * One transaction that is opened by the first write, if there is one. Reads before it go to the pool, everything after
 * it goes through it. `beforeOpen` is awaited before it opens and may refuse by throwing.
 */
export class LazyTransaction {
  readonly #source: Source;
  readonly #beforeOpen: (() => Promise<void>) | undefined;
  #db: Db | undefined;
  #opening: Promise<Session> | undefined;
  #guest: Promise<Guest> | undefined;
  /**
   * Savepoints asked for, how many of them are set (the first statement after one sets it), and how many of these are
   * the beginning of the transaction: before anything is written, going back to it is as good.
   */
  #depth = 0;
  #set = 0;
  #atStart = 0;
  #isEmpty = true;

  constructor(source: Source, beforeOpen?: () => Promise<void>) {
    this.#source = source;
    this.#beforeOpen = beforeOpen;
  }

  /** What stores use. */
  get db(): Db {
    const { client, pool } = this.#source;
    this.#db ??= routed(client, {
      sql: (isWrite) => (isWrite || this.#opening ? this.#inside() : pool),
      models: (isWrite) => (isWrite || this.#opening ? this.#guestDb() : client),
    });
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
      return await result;
    } catch (error) {
      if (this.#set > depth) await this.#goBack(depth);
      throw error;
    } finally {
      // one that is left in peace stays set, for it costs nothing: the next of its name hides it
      this.#depth = depth;
      this.#set = Math.min(this.#set, depth);
      this.#atStart = Math.min(this.#atStart, depth);
    }
  }

  /**
   * Sends a last statement and `COMMIT` behind it. When the statement fails, `COMMIT` can only roll back.
   * @throws Unsure when it cannot be known whether it was committed; else nothing was
   */
  async commit(last: Statement): Promise<void> {
    const session = await this.#inside();
    const [done, ended] = await Promise.allSettled(
      session.together(() => [send(session, last), session.end('commit')] as const),
    );
    (await this.#guest?.catch(() => undefined))?.leave();
    if (done.status === 'fulfilled' && ended.status === 'fulfilled' && ended.value) return;
    const cause: unknown = done.status === 'rejected' ? done.reason : undefined;
    const isRefused = cause !== undefined && ended.status === 'fulfilled';
    if (isRefused || cause instanceof pg.DatabaseError || wasNeverSent(cause)) throw cause;
    throw new Unsure('no answer to COMMIT', { cause: cause ?? (ended.status === 'rejected' && ended.reason) });
  }

  /** Never throws: a transaction that cannot be rolled back is gone already. */
  async rollback(): Promise<void> {
    const session = await this.#opening?.catch(() => undefined);
    await session?.end('rollback').catch(() => {});
    (await this.#guest?.catch(() => undefined))?.leave();
  }

  async #inside(): Promise<Session> {
    this.#opening ??= this.#begin();
    const session = await this.#opening;
    if (this.#isEmpty) {
      this.#isEmpty = false;
      this.#set = this.#depth;
      this.#atStart = this.#depth;
    }
    // should one fail, so does the statement that is sent behind it
    for (; this.#set < this.#depth; this.#set += 1)
      tell(session, `savepoint ${savepointName(this.#set)}`).catch(() => {});
    return session;
  }

  async #begin(): Promise<Session> {
    await this.#beforeOpen?.();
    return await Session.begin(this.#source.pool, this.#source.onError);
  }

  async #guestDb(): Promise<Db> {
    const session = await this.#inside();
    this.#guest ??= invite(this.#source.client, session);
    return (await this.#guest).db;
  }

  async #goBack(depth: number): Promise<void> {
    const isStart = depth < this.#atStart;
    try {
      const session = await this.#opening;
      if (session)
        await tell(session, isStart ? 'rollback and chain' : `rollback to savepoint ${savepointName(depth)}`);
      this.#isEmpty ||= isStart;
    } catch (error) {
      throw translated(error);
    }
  }
}

const tell = (session: Session, text: string) => session.query({ text, values: [] });
const savepointName = (depth: number): string => `item_${depth}`;
