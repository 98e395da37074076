import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { connectDatabase, type Database, type FreshDatabase, freshDatabase, type UnitOfWork } from './index.ts';

export const mailbox = '1.-100';
export const eve = (userId = 7) => ({ data: { userId, name: 'Eve' } });

/** The database of a test file, without users and receipts before each case, and units of work on it. */
export function units() {
  let fresh: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    database = connectDatabase({ url: fresh.url });
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });
  beforeEach(async () => {
    await database.db.user.deleteMany();
    await database.db.mailboxReceipt.deleteMany();
  });
  return {
    get url() {
      return fresh.url;
    },
    get database() {
      return database;
    },
    work: (item: string, epoch = 10): UnitOfWork => database.unitOfWork({ mailbox, epoch, item }),
    /** Ids of the users there are. */
    users: async () => {
      const users = await database.db.user.findMany({ orderBy: { userId: 'asc' } });
      return users.map(({ userId }) => userId);
    },
    receipt: async () => await database.db.mailboxReceipt.findUnique({ where: { mailbox } }),
  };
}

/** Process id of whatever answers. */
export async function backend(db: Database['db']): Promise<number> {
  const [row] = await db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return row?.pid ?? 0;
}
