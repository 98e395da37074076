import { Prisma } from './generated/client.ts';

/** Prepared statements kept by name; an SQL text beyond that runs unprepared. */
const MOST_NAMES = 500;

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

export interface Answer {
  readonly rows: readonly unknown[];
  /** Rows that were touched; null for statements that touch none. */
  readonly rowCount: number | null;
}

/** What a statement can be sent to: a pool, or the one connection of a transaction. */
export interface Queryable {
  query(statement: Statement & { readonly name?: string }): Promise<Answer>;
}

/** Names for SQL texts: one name per text lets PostgreSQL plan it once. */
export function statementNames(prefix: string): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMES) return known;
    const name = `${prefix}${names.size}`;
    names.set(text, name);
    return name;
  };
}

const nameOf = statementNames('r');

/** What `$queryRaw` and its kin were called with: a template, a `Prisma.sql`, or a text and its values. */
export function statementOf([query, ...values]: readonly unknown[]): Statement {
  if (typeof query === 'string') return { text: query, values };
  const { text, values: given } = query instanceof Prisma.Sql ? query : Prisma.sql(templateOf(query), ...values);
  return { text, values: given };
}

function templateOf(query: unknown): readonly string[] {
  if (Array.isArray(query)) return query;
  throw new TypeError('a raw query is a template, a Prisma.sql or a text');
}

/** Sends a statement as it is: no query engine on its way. Prepared, when it has values. */
export function send(to: Queryable, { text, values }: Statement): Promise<Answer> {
  const name = values.length > 0 ? nameOf(text) : undefined;
  return to.query({ text, values, ...(name && { name }) });
}
