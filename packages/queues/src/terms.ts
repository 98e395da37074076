import { setTimeout as sleep } from 'node:timers/promises';
import { type RedisClient, script } from '@alita/redis';
import { luaFile } from './lua-file.ts';

/** A stretch of Redis's life in which it forgot nothing: its number, and its beginning in microseconds since 1970. */
export interface Term {
  number: string;
  since: string;
}

/** Gives each life of Redis a number larger than all before: the database does, since it forgets nothing. */
export type NumberLife = (life: string) => Promise<number>;

/** Redis that is one life for ever: for tests, and benches that do without a database. */
export const ENDLESS: Term = { number: '0', since: '0' };

const termScript = script(luaFile('term'));
const LOOK_MS = 100;

async function ask(redis: RedisClient, tag: string, ...told: string[]): Promise<{ life: string; term?: Term }> {
  const [life, number, since] = (await termScript.run(redis, tag, told)) as [string, string?, string?];
  return number && since ? { life, term: { number, since } } : { life };
}

/** The term of the Redis that holds a shard; waits until somebody who has the database has published it. */
export async function publishedTerm(redis: RedisClient, tag: string): Promise<Term> {
  for (;;) {
    const { term } = await ask(redis, tag);
    if (term) return term;
    await sleep(LOOK_MS);
  }
}

/** Publishes the term of a shard's Redis when it began a new life. */
export async function publishTerm(redis: RedisClient, tag: string, numberLife: NumberLife): Promise<void> {
  const { life, term } = await ask(redis, tag);
  if (!term) await ask(redis, tag, life, String(await numberLife(life)));
}
