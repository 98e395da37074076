import { type Db, Prisma } from '@alita/db';
import type { Chat, Person } from '@alita/kit';
import type { Face } from './face.ts';

/** Where the faces of a kind are kept. */
interface Shelf {
  readonly table: string;
  readonly id: string;
  readonly name: string;
}
const SHELVES: Readonly<Record<Face['kind'], Shelf>> = {
  user: { table: 'users', id: 'user_id', name: 'name' },
  channel: { table: 'channels', id: 'channel_id', name: 'title' },
  chat: { table: 'chats', id: 'chat_id', name: 'title' },
};

interface Kept {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
}

/** Plain SQL where everybody passes: a raid is a thousand newcomers in seconds. */
export function createUsersStore(db: Db) {
  /** Those of these ids that are kept, as they are kept. */
  const read = ({ table, id, name }: Shelf, ids: readonly number[]): Prisma.Sql => Prisma.sql`
    select ${Prisma.raw(id)} as id, ${Prisma.raw(name)} as name, username
      from ${Prisma.raw(table)} where ${Prisma.raw(id)} = any(${ids}::bigint[])`;

  /** Whoever shows up with a @name holds it: it is taken from others. */
  async function write(face: Face): Promise<void> {
    const shelf = SHELVES[face.kind];
    const [table, id, name] = [Prisma.raw(shelf.table), Prisma.raw(shelf.id), Prisma.raw(shelf.name)];
    const { id: key, username } = face;
    if (username)
      await db.$executeRaw`update ${table} set username = null where username = ${username} and ${id} <> ${key}`;
    if (face.kind === 'user')
      await db.$executeRaw`
        insert into ${table} (${id}, ${name}, username, is_bot) values (${key}, ${face.name}, ${username}, ${face.isBot})
        on conflict (${id}) do update
        set ${name} = excluded.${name}, username = excluded.username, is_bot = excluded.is_bot`;
    else
      await db.$executeRaw`
        insert into ${table} (${id}, ${name}, username) values (${key}, ${face.name}, ${username})
        on conflict (${id}) do update set ${name} = excluded.${name}, username = excluded.username`;
  }

  return {
    /** Tells this unit of work from others. */
    unit: db,

    /** Those of the faces that are kept just so. */
    async kept(faces: readonly Face[]): Promise<Face[]> {
      const kinds = [...new Set(faces.map(({ kind }) => kind))];
      const idsOf = (kind: Face['kind']) => faces.filter((face) => face.kind === kind).map(({ id }) => id);
      const reads = kinds.map((kind) => read(SHELVES[kind], idsOf(kind)));
      const rows = await db.$queryRaw<Kept[]>(Prisma.join(reads, ' union all '));
      const found = new Set(rows.map(({ id, name, username }) => `${id} ${username} ${name}`));
      return faces.filter(({ id, name, username }) => found.has(`${id} ${username} ${name}`));
    },

    /** Keeps faces as they are now, in the one order that every process takes. */
    async keep(faces: readonly Face[]): Promise<void> {
      for (const face of faces.toSorted((a, b) => a.id - b.id)) await write(face);
    },

    /** Somebody came or left; both must be kept already. */
    async setMember(chatId: number, userId: number, isMember: boolean): Promise<void> {
      await db.$executeRaw`
        insert into memberships (chat_id, user_id, is_member) values (${chatId}, ${userId}, ${isMember})
        on conflict (chat_id, user_id) do update set is_member = excluded.is_member`;
    },

    /** The bot came or left. */
    async setActive({ id: chatId, title }: Chat, isActive: boolean): Promise<void> {
      await db.$executeRaw`
        insert into chats (chat_id, title, is_active) values (${chatId}, ${title}, ${isActive})
        on conflict (chat_id) do update set is_active = excluded.is_active`;
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
  async function person(which: Prisma.Sql): Promise<Person | undefined> {
    const [found] = await db.$queryRaw<(Kept & { readonly isBot: boolean })[]>`
      select user_id as id, name, username, is_bot as "isBot" from users where ${which}`;
    return found && { ...found, username: found.username ?? undefined };
  }

  async function channel(which: Prisma.Sql): Promise<Person | undefined> {
    const [found] = await db.$queryRaw<Kept[]>`
      select channel_id as id, title as name, username from channels where ${which}`;
    return found && { ...found, username: found.username ?? undefined };
  }

  return {
    async byUsername(name) {
      const which = Prisma.sql`username = ${name.toLowerCase()}`;
      return (await person(which)) ?? (await channel(which));
    },
    byId: (id) => (id > 0 ? person(Prisma.sql`user_id = ${id}`) : channel(Prisma.sql`channel_id = ${id}`)),
  };
}
