import type { Db } from '@alita/db';
import type { Chat, Person } from '@alita/kit';
import type { Face } from './face.ts';

const NAMED = { username: true } as const;

/** One table of faces: what is kept of some ids, and how one is written. */
interface Shelf {
  read(ids: readonly number[]): Promise<Omit<Face, 'kind' | 'isBot'>[]>;
  /** Whoever shows up with a @name holds it: it is taken from others. */
  write(face: Face): Promise<unknown>;
}

export function createUsersStore(db: Db) {
  const shelves: Record<Face['kind'], Shelf> = {
    user: {
      async read(ids) {
        const where = { userId: { in: [...ids] } };
        const rows = await db.user.findMany({ where, select: { ...NAMED, userId: true, name: true } });
        return rows.map(({ userId: id, name, username }) => ({ id, name, username }));
      },
      async write({ id: userId, name, username, isBot }) {
        if (username)
          await db.user.updateMany({ where: { username, userId: { not: userId } }, data: { username: null } });
        const update = { name, username, isBot };
        await db.user.upsert({ where: { userId }, create: { userId, ...update }, update, select: NAMED });
      },
    },
    channel: {
      async read(ids) {
        const where = { channelId: { in: [...ids] } };
        const rows = await db.channel.findMany({ where, select: { ...NAMED, channelId: true, title: true } });
        return rows.map(({ channelId: id, title: name, username }) => ({ id, name, username }));
      },
      async write({ id: channelId, name: title, username }) {
        const others = { username: username ?? '', channelId: { not: channelId } };
        if (username) await db.channel.updateMany({ where: others, data: { username: null } });
        const update = { title, username };
        await db.channel.upsert({ where: { channelId }, create: { channelId, ...update }, update, select: NAMED });
      },
    },
    chat: {
      async read(ids) {
        const where = { chatId: { in: [...ids] } };
        const rows = await db.chat.findMany({ where, select: { ...NAMED, chatId: true, title: true } });
        return rows.map(({ chatId: id, title: name, username }) => ({ id, name, username }));
      },
      async write({ id: chatId, name: title, username }) {
        if (username)
          await db.chat.updateMany({ where: { username, chatId: { not: chatId } }, data: { username: null } });
        const update = { title, username };
        await db.chat.upsert({ where: { chatId }, create: { chatId, ...update }, update, select: NAMED });
      },
    },
  };

  return {
    /** Tells this unit of work from others. */
    unit: db,

    /** Those of the faces that are kept just so. */
    async kept(faces: readonly Face[]): Promise<Face[]> {
      const kinds = [...new Set(faces.map(({ kind }) => kind))];
      const rows = await Promise.all(
        kinds.map((kind) => shelves[kind].read(faces.filter((face) => face.kind === kind).map(({ id }) => id))),
      );
      const found = new Set(rows.flat().map(({ id, name, username }) => `${id} ${username} ${name}`));
      return faces.filter(({ id, name, username }) => found.has(`${id} ${username} ${name}`));
    },

    /** Keeps faces as they are now, in the one order that every process takes. */
    async keep(faces: readonly Face[]): Promise<void> {
      for (const face of faces.toSorted((a, b) => a.id - b.id)) await shelves[face.kind].write(face);
    },

    /** Somebody came or left; both must be kept already. */
    async setMember(chatId: number, userId: number, isMember: boolean): Promise<void> {
      await db.membership.upsert({
        where: { chatId_userId: { chatId, userId } },
        create: { chatId, userId, isMember },
        update: { isMember },
        select: { isMember: true },
      });
    },

    /** The bot came or left. */
    async setActive({ id: chatId, title }: Chat, isActive: boolean): Promise<void> {
      const create = { chatId, title, isActive };
      await db.chat.upsert({ where: { chatId }, create, update: { isActive }, select: NAMED });
    },
  };
}

/** Who is known by a name or an id: what arguments of commands are read with. */
export interface Directory {
  /** @param name without the @, in any case */
  byUsername(name: string): Promise<Person | undefined>;
  byId(id: number): Promise<Person | undefined>;
}

export function createDirectory(db: Db): Directory {
  async function person(where: { username: string } | { userId: number }): Promise<Person | undefined> {
    const found = await db.user.findUnique({ where, select: { ...NAMED, userId: true, name: true, isBot: true } });
    if (!found) return undefined;
    return { id: found.userId, name: found.name, username: found.username ?? undefined, isBot: found.isBot };
  }

  async function channel(where: { username: string } | { channelId: number }): Promise<Person | undefined> {
    const found = await db.channel.findUnique({ where, select: { ...NAMED, channelId: true, title: true } });
    return found ? { id: found.channelId, name: found.title, username: found.username ?? undefined } : undefined;
  }

  return {
    async byUsername(name) {
      const where = { username: name.toLowerCase() };
      return (await person(where)) ?? (await channel(where));
    },
    byId: (id) => (id > 0 ? person({ userId: id }) : channel({ channelId: id })),
  };
}
