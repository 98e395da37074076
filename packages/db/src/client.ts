import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';
import { lendingPool } from './lending-pool.ts';
import { statementNames } from './raw.ts';

/**
 * The Prisma client of a pool. Ids are JavaScript numbers everywhere in this system (Telegram's stay below 2^52), and
 * 64-bit integers in the database; this turns one into the other for models. Surrogate keys stay inside.
 */
export function createClient(pool: pg.Pool, onError: (error: Error) => void) {
  const nameOf = statementNames('s');
  const adapter = new PrismaPg(lendingPool(pool), {
    statementNameGenerator: ({ sql }) => nameOf(sql) ?? '',
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
