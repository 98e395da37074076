import { type Db, Prisma } from '@alita/db';
import type { Chat, Person } from '@alita/kit';

export interface Warning {
  /** Unique in its chat for good. */
  readonly number: number;
  readonly userId: number;
  readonly reason: string | null;
  readonly issuerId: number;
  readonly issuedAt: Date;
}

export interface NewWarning {
  readonly chat: Chat;
  readonly person: Person;
  readonly reason: string | undefined;
  readonly issuerId: number;
  readonly messageId: number | undefined;
  readonly issuedAt: Date;
}

/** What `/warn` tells of it: its number, and how many of that person count now. */
export interface Given {
  readonly number: number;
  readonly count: number;
}

export type WarnsStore = ReturnType<typeof createWarnsStore>;

const COLUMNS = Prisma.sql`number, user_id as "userId", reason, issuer_id as "issuerId", issued_at as "issuedAt"`;
/** Those that count, and those spent on a punishment that is under way. */
const ACTIVE = Prisma.sql`punished_at is null`;
const SPENT = Prisma.sql`punished_at is not null`;

/** Plain SQL, one statement for one thing done: warnings are given by the hundred in a raid. */
export function createWarnsStore(db: Db) {
  const somebodys = (chatId: number, userId: number) => Prisma.sql`chat_id = ${chatId} and user_id = ${userId}`;

  async function take(which: Prisma.Sql): Promise<Warning[]> {
    return db.$queryRaw<Warning[]>`delete from warnings where ${which} returning ${COLUMNS}`;
  }

  return {
    /** Chat and person need not be known yet. */
    async add({ chat, person, reason, issuerId, messageId, issuedAt }: NewWarning): Promise<Given> {
      const [given] = await db.$queryRaw<[Given]>`
        with chat as (
          insert into chats as c (chat_id, title, warnings_given) values (${chat.id}, ${chat.title}, 1)
          on conflict (chat_id) do update set warnings_given = c.warnings_given + 1
          returning chat_id, warnings_given
        ), person as (
          insert into users (user_id, name) values (${person.id}, ${person.name}) on conflict do nothing
        )
        insert into warnings (chat_id, number, user_id, reason, issuer_id, message_id, issued_at)
        select chat_id, warnings_given, ${person.id}::bigint, ${reason ?? null}::text, ${issuerId}::bigint, ${messageId ?? null}::int,
               ${issuedAt}::timestamptz from chat
        returning number, 1 + (select count(*) from warnings where ${somebodys(chat.id, person.id)} and ${ACTIVE}) as count`;
      return given;
    },

    /** Somebody's warnings, oldest first. */
    async of(chatId: number, userId: number): Promise<Warning[]> {
      return db.$queryRaw<Warning[]>`
        select ${COLUMNS} from warnings where ${somebodys(chatId, userId)} and ${ACTIVE} order by number`;
    },

    /** Somebody's warnings count no more: they lead to a punishment. */
    async spend(chatId: number, userId: number, punishedAt: Date): Promise<void> {
      await db.$executeRaw`
        update warnings set punished_at = ${punishedAt} where ${somebodys(chatId, userId)} and ${ACTIVE}`;
    },

    /** The punishment failed: what was spent on it counts again. */
    async giveBack(chatId: number, userId: number, upTo: number): Promise<void> {
      await db.$executeRaw`
        update warnings set punished_at = null where ${somebodys(chatId, userId)} and number <= ${upTo} and ${SPENT}`;
    },

    /** The punishment was carried out: forgets what was spent on it, and answers that, oldest first. */
    async takeSpent(chatId: number, userId: number, upTo: number): Promise<Warning[]> {
      const taken = await take(Prisma.sql`${somebodys(chatId, userId)} and number <= ${upTo} and ${SPENT}`);
      return taken.sort((a, b) => a.number - b.number);
    },

    /** Removes one warning. */
    async remove(chatId: number, number: number): Promise<Warning | undefined> {
      const [removed] = await take(Prisma.sql`chat_id = ${chatId} and number = ${number} and ${ACTIVE}`);
      return removed;
    },

    async removeLatest(chatId: number, userId: number): Promise<Warning | undefined> {
      const latest = Prisma.sql`select max(number) from warnings where ${somebodys(chatId, userId)} and ${ACTIVE}`;
      const [removed] = await take(Prisma.sql`chat_id = ${chatId} and number = (${latest})`);
      return removed;
    },

    /** Forgets somebody's warnings. Answers how many there were. */
    async clear(chatId: number, userId: number): Promise<number> {
      return db.$executeRaw`delete from warnings where ${somebodys(chatId, userId)} and ${ACTIVE}`;
    },

    async isEmpty(chatId: number): Promise<boolean> {
      const rows = await db.$queryRaw<unknown[]>`select from warnings where chat_id = ${chatId} and ${ACTIVE} limit 1`;
      return rows.length === 0;
    },

    async clearAll(chatId: number): Promise<void> {
      await db.$executeRaw`delete from warnings where chat_id = ${chatId}`;
    },
  };
}
