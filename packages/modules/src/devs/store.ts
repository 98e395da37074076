import type { Db } from '@alita/db';
import type { Person, StaffLevel } from '@alita/kit';

/** The levels the owner hands out; they are independent of each other. */
export type GivenLevel = Exclude<StaffLevel, 'owner'>;

export interface TeamMember {
  readonly person: Person;
  readonly level: StaffLevel;
}

/** Counts of what is kept, by the names of their texts. */
export type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;
export const FIGURES = [
  'users',
  'usersDay',
  'usersWeek',
  'usersMonth',
  'groups',
  'groupsInactive',
  'groupsDay',
  'groupsWeek',
  'groupsMonth',
  'channels',
  'warnings',
  'warned',
  'connected',
  'connectable',
  'disabled',
  'disabling',
] as const;

const FLAGS = { dev: 'isDeveloper', sudo: 'isSudo' } as const;
const levels = { userId: true, isDeveloper: true, isSudo: true } as const;

export type DevsStore = ReturnType<typeof createDevsStore>;

export function createDevsStore(db: Db) {
  return {
    /** Gives or takes a level. False when it was so already. */
    async setLevel({ id: userId, name }: Person, level: GivenLevel, holds: boolean): Promise<boolean> {
      const flag = FLAGS[level];
      const now = await db.staff.findUnique({ where: { userId }, select: levels });
      if ((now?.[flag] ?? false) === holds) return false;
      await db.user.createMany({ data: { userId, name }, skipDuplicates: true });
      const data = { [flag]: holds };
      await db.staff.upsert({ where: { userId }, create: { userId, ...data }, update: data, select: levels });
      return true;
    },

    /** Erases a person: names, where they were seen, warnings, level, and what they set in private. */
    async forget(userId: number): Promise<boolean> {
      await db.chat.deleteMany({ where: { chatId: userId } });
      return (await db.user.deleteMany({ where: { userId } })).count > 0;
    },

    /** Everybody with a level, each once, at the highest one. */
    async team(ownerId?: number): Promise<TeamMember[]> {
      const owners = await db.user.findMany({ where: { userId: ownerId ?? 0 }, select: { userId: true, name: true } });
      const where = { OR: [{ isDeveloper: true }, { isSudo: true }], userId: { not: ownerId ?? 0 } };
      const select = { ...levels, user: { select: { name: true } } };
      const rows = await db.staff.findMany({ where, select, orderBy: { user: { name: 'asc' } } });
      return [
        ...owners.map(({ userId: id, name }) => ({ person: { id, name }, level: 'owner' as const })),
        ...rows.map(({ userId: id, isDeveloper, user: { name } }) => ({
          person: { id, name },
          level: isDeveloper ? ('dev' as const) : ('sudo' as const),
        })),
      ];
    },

    /** One page of the groups the bot is in, by id, and how many there are. */
    async groups(page: number, size: number): Promise<{ total: number; page: { id: number; title: string }[] }> {
      const where = { isActive: true, chatId: { lt: 0 } };
      const select = { chatId: true, title: true };
      const rows = await db.chat.findMany({ where, select, orderBy: { chatId: 'asc' }, skip: page * size, take: size });
      return { total: await db.chat.count({ where }), page: rows.map(({ chatId: id, title }) => ({ id, title })) };
    },

    async figures(now: Date): Promise<Figures> {
      const day = new Date(now.getTime() - 86_400_000);
      const week = new Date(now.getTime() - 7 * 86_400_000);
      const month = new Date(now.getTime() - 30 * 86_400_000);
      const [row = {}] = await db.$queryRaw<Record<string, number>[]>`
        select u.*, g.*, s.*, w.*, (select count(*) from channels) as channels
        from (select count(*) as users, count(*) filter (where last_seen >= ${day}) as "usersDay",
                     count(*) filter (where last_seen >= ${week}) as "usersWeek",
                     count(*) filter (where last_seen >= ${month}) as "usersMonth" from users) u,
             (select count(*) as groups, count(*) filter (where not is_active) as "groupsInactive",
                     count(*) filter (where last_seen >= ${day}) as "groupsDay",
                     count(*) filter (where last_seen >= ${week}) as "groupsWeek",
                     count(*) filter (where last_seen >= ${month}) as "groupsMonth" from chats where chat_id < 0) g,
             (select count(*) filter (where chat_id > 0 and data @> '{"connected": true}') as connected,
                     count(*) filter (where chat_id < 0 and data @> '{"allowMembers": true}') as connectable,
                     coalesce(sum(jsonb_array_length(data -> 'commands')) filter (where module = 'disabling'), 0) as disabled,
                     count(*) filter (where module = 'disabling' and data -> 'commands' <> '[]') as disabling
                from chat_settings where module in ('connections', 'disabling')) s,
             (select count(*) as warnings, count(distinct chat_id) as warned from warnings) w`;
      const counts = FIGURES.map((name) => [name, row[name] ?? 0] as const);
      return Object.fromEntries(counts) as Figures;
    },
  };
}

/** What somebody is among the people who run the bot: asked whenever a right depends on it, so that it holds at once. */
export function createStaff(db: Db, ownerId: number): (userId: number) => Promise<StaffLevel | undefined> {
  return async (userId) => {
    if (userId === ownerId) return 'owner';
    const found = await db.staff.findUnique({ where: { userId }, select: levels });
    if (found?.isDeveloper) return 'dev';
    return found?.isSudo ? 'sudo' : undefined;
  };
}
