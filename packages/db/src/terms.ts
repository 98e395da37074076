import type pg from 'pg';
import { translated } from './errors.ts';

/**
 * Numbers the lives of Redis, each larger than all before it; a life that was told of keeps its number.
 * @throws DatabaseUnavailable
 */
export type Terms = (life: string) => Promise<number>;

export function createTerms(pool: pg.Pool): Terms {
  const find = async (life: string) => {
    const { rows } = await pool.query<{ term: number }>('select term from redis_term where life = $1', [life]);
    return rows[0]?.term;
  };
  // Two lives may reach for the same number at once: one of them gets it, the other tries again.
  const add = (life: string) =>
    pool.query(
      `insert into redis_term (life, term) select $1, coalesce(max(term), 0) + 1 from redis_term on conflict do nothing`,
      [life],
    );
  return async (life) => {
    try {
      for (;;) {
        const term = await find(life);
        if (term !== undefined) return term;
        await add(life);
      }
    } catch (error) {
      throw translated(error);
    }
  };
}
