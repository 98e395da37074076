import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** Prepared statements kept by name; an SQL text beyond that runs unprepared. */
const MOST_STATEMENTS = 500;

/**
 * The Prisma client of a pool. Ids are JavaScript numbers everywhere in this system (Telegram's stay below 2^52), and
 * 64-bit integers in the database; this is the one place that turns one into the other. Surrogate keys stay inside.
 */
export function createClient(pool: pg.Pool, onError: (error: Error) => void) {
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: statementNames(),
    onPoolError: onError,
    onConnectionError: onError,
  });
  const hidden = { id: true } as const;
  const omit = {
    user: hidden,
    channel: hidden,
    chat: hidden,
    membership: hidden,
    chatSettings: hidden,
    warning: hidden,
    staff: hidden,
    note: hidden,
    noteName: hidden,
    filter: hidden,
  };
  const userId = { needs: { userId: true }, compute: (row: { userId: bigint }) => Number(row.userId) } as const;
  const chatId = { needs: { chatId: true }, compute: (row: { chatId: bigint }) => Number(row.chatId) } as const;
  const channelId = {
    needs: { channelId: true },
    compute: (row: { channelId: bigint }) => Number(row.channelId),
  } as const;
  const issuerId = { needs: { issuerId: true }, compute: (row: { issuerId: bigint }) => Number(row.issuerId) } as const;
  return new PrismaClient({ adapter, omit }).$extends({
    result: {
      user: { userId },
      channel: { channelId },
      chat: { chatId },
      membership: { chatId, userId },
      chatSettings: { chatId },
      warning: { chatId, userId, issuerId },
      staff: { userId },
      note: { chatId },
      noteName: { chatId },
      filter: { chatId },
    },
  });
}

export type Client = ReturnType<typeof createClient>;

/** What stores query and write through: Prisma's client without what belongs to its owner. */
export type Db = Omit<Client, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>;

/** One name per SQL text lets PostgreSQL plan it once. */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= MOST_STATEMENTS) return known ?? '';
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}
