import type { Db } from './client.ts';
import { translated } from './errors.ts';
import { type Queryable, send, statementOf } from './raw.ts';

const READS = /^(find|count|aggregate|groupBy)/;
const SELECTS = /^\s*select\b(?![\s\S]*\bfor\s+(no\s+key\s+)?update\b)/i;

/** Where operations go, whether they may write or not. */
export interface Route {
  /** For plain SQL. */
  sql(isWrite: boolean): Queryable | Promise<Queryable>;
  /** For Prisma's models. */
  models(isWrite: boolean): Db | Promise<Db>;
}

/** A client whose every operation asks where to go: `db.user.create(…)` Prisma, `` db.$queryRaw`…` `` PostgreSQL itself. */
export function routed(client: Db, route: Route): Db {
  const raw =
    (hasRows: boolean) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        const statement = statementOf(args);
        const { rows, rowCount } = await send(await route.sql(!hasRows || !SELECTS.test(statement.text)), statement);
        return hasRows ? rows : (rowCount ?? 0);
      } catch (error) {
        throw translated(error);
      }
    };
  const onModel =
    (model: string, operation: string) =>
    async (...args: unknown[]): Promise<unknown> => {
      try {
        const owner = member(await route.models(!READS.test(operation)), model);
        const run = member(owner, operation);
        if (typeof run !== 'function') throw new TypeError(`${model}.${operation} is not an operation`);
        return await Reflect.apply(run, owner, args);
      } catch (error) {
        throw translated(error);
      }
    };
  const queryRaw = raw(true);
  const executeRaw = raw(false);
  const operations: Record<string, unknown> = {
    $queryRaw: queryRaw,
    $queryRawUnsafe: queryRaw,
    $executeRaw: executeRaw,
    $executeRawUnsafe: executeRaw,
  };
  return new Proxy(client, {
    get(target, name) {
      if (typeof name === 'symbol' || !(name in target)) return undefined;
      operations[name] ??= new Proxy(
        {},
        { get: (_, operation) => (typeof operation === 'symbol' ? undefined : onModel(name, operation)) },
      );
      return operations[name];
    },
  });
}

const member = (owner: unknown, name: string): unknown =>
  typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
