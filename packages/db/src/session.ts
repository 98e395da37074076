import pg from 'pg';
import type { Answer, Queryable, Statement } from './raw.ts';

/** One connection of the pool, from `BEGIN` to `COMMIT` or `ROLLBACK`. */
export class Session implements Queryable {
  readonly #connection: pg.PoolClient;
  readonly #onError: (error: Error) => void;
  #isOver = false;

  private constructor(connection: pg.PoolClient, onError: (error: Error) => void) {
    this.#connection = connection;
    this.#onError = onError;
    // a connection that breaks with nobody listening takes the process with it
    connection.on('error', onError);
  }

  static async begin(pool: pg.Pool, onError: (error: Error) => void): Promise<Session> {
    const session = new Session(await pool.connect(), onError);
    try {
      await session.query({ text: 'begin', values: [] });
      return session;
    } catch (error) {
      session.#release(true);
      throw error;
    }
  }

  /** In order, also when it is not awaited. Whoever comes after the end is refused: the connection is somebody else's. */
  async query(statement: Statement): Promise<Answer> {
    if (this.#isOver) throw new Error('the transaction is over');
    return await this.#connection.query(statement);
  }

  /** Ends it, once; false when it had ended before, or when `COMMIT` could only roll back. */
  async end(how: 'commit' | 'rollback'): Promise<boolean> {
    if (this.#isOver) return false;
    this.#isOver = true;
    try {
      const { command } = await this.#connection.query(how);
      this.#release(false);
      return command === 'COMMIT';
    } catch (error) {
      this.#release(true);
      throw error;
    }
  }

  /** What is sent meanwhile leaves in one piece. */
  together<T>(work: () => T): T {
    const stream = this.#connection instanceof pg.Client ? this.#connection.connection.stream : undefined;
    stream?.cork();
    try {
      return work();
    } finally {
      stream?.uncork();
    }
  }

  #release(isBroken: boolean): void {
    this.#isOver = true;
    this.#connection.removeListener('error', this.#onError);
    this.#connection.release(isBroken);
  }
}
