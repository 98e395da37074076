import type { Db } from '@alita/db';
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

export type WarnsStore = ReturnType<typeof createWarnsStore>;

export function createWarnsStore(db: Db) {
  const select = { number: true, userId: true, reason: true, issuerId: true, issuedAt: true } as const;

  /** Those that count: not spent on a punishment that is under way. */
  const active = { punishedAt: null } as const;
  const spent = { punishedAt: { not: null } } as const;

  /** Removes one warning. */
  async function remove(chatId: number, number: number): Promise<Warning | undefined> {
    const where = { chatId, number, ...active };
    const found = await db.warning.findFirst({ where, select });
    if (found) await db.warning.deleteMany({ where });
    return found ?? undefined;
  }

  return {
    /** Chat and person need not be known yet. Answers the warning's number. */
    async add({ chat, person, reason, issuerId, messageId, issuedAt }: NewWarning): Promise<number> {
      const { warningsGiven: number } = await db.chat.upsert({
        where: { chatId: chat.id },
        create: { chatId: chat.id, title: chat.title, warningsGiven: 1 },
        update: { warningsGiven: { increment: 1 } },
        select: { warningsGiven: true },
      });
      await db.user.createMany({ data: { userId: person.id, name: person.name }, skipDuplicates: true });
      const warning = { chatId: chat.id, userId: person.id, number, issuerId, issuedAt };
      await db.warning.create({ data: { ...warning, reason: reason ?? null, messageId: messageId ?? null } });
      return number;
    },

    /** Somebody's warnings, oldest first. */
    async of(chatId: number, userId: number): Promise<Warning[]> {
      return db.warning.findMany({ where: { chatId, userId, ...active }, orderBy: { number: 'asc' }, select });
    },

    /** Somebody's warnings count no more: they lead to a punishment. */
    async spend(chatId: number, userId: number, punishedAt: Date): Promise<void> {
      await db.warning.updateMany({ where: { chatId, userId, ...active }, data: { punishedAt } });
    },

    /** The punishment failed: what was spent on it counts again. */
    async giveBack(chatId: number, userId: number, upTo: number): Promise<void> {
      await db.warning.updateMany({ where: { chatId, userId, number: { lte: upTo }, ...spent }, data: active });
    },

    /** The punishment was carried out: forgets what was spent on it, and answers that, oldest first. */
    async takeSpent(chatId: number, userId: number, upTo: number): Promise<Warning[]> {
      const where = { chatId, userId, number: { lte: upTo }, ...spent };
      const taken = await db.warning.findMany({ where, orderBy: { number: 'asc' }, select });
      await db.warning.deleteMany({ where });
      return taken;
    },

    remove,

    async removeLatest(chatId: number, userId: number): Promise<Warning | undefined> {
      const where = { chatId, userId, ...active };
      const latest = await db.warning.findFirst({ where, orderBy: { number: 'desc' }, select: { number: true } });
      return latest ? remove(chatId, latest.number) : undefined;
    },

    /** Forgets somebody's warnings. Answers how many there were. */
    async clear(chatId: number, userId: number): Promise<number> {
      const { count } = await db.warning.deleteMany({ where: { chatId, userId, ...active } });
      return count;
    },

    async isEmpty(chatId: number): Promise<boolean> {
      return (await db.warning.findFirst({ where: { chatId, ...active }, select: { number: true } })) === null;
    },

    async clearAll(chatId: number): Promise<void> {
      await db.warning.deleteMany({ where: { chatId } });
    },
  };
}
