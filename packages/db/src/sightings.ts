import type pg from 'pg';
import { translated } from './errors.ts';

/** Seen at a time (Unix milliseconds). Users and chats that are not known are left out: they are written when met. */
export interface Sightings {
  readonly users: readonly { readonly id: number; readonly at: number }[];
  readonly chats: readonly { readonly id: number; readonly at: number }[];
  /** `messages`: how many since the last flush. */
  readonly members: readonly {
    readonly chatId: number;
    readonly userId: number;
    readonly at: number;
    readonly messages: number;
  }[];
}

/**
 * Writes behind what is only statistics, in three statements whatever the number of rows. At most one entry per id.
 * Not exactly once: after an error part of it may be written.
 */
export async function recordSightings(pool: pg.Pool, { users, chats, members }: Sightings): Promise<void> {
  const seen = (table: 'users' | 'chats', id: 'user_id' | 'chat_id', rows: Sightings['users']) =>
    pool.query({
      name: `seen-${table}`,
      text: `with seen as (select id, to_timestamp(at / 1000.0) as at from unnest($1::bigint[], $2::bigint[]) as s (id, at)),
               ordered as (select t.id, s.at from ${table} t join seen s on s.id = t.${id} order by t.id for no key update of t)
             update ${table} t set last_seen = o.at from ordered o where t.id = o.id and t.last_seen < o.at`,
      values: [arrayOf(rows, (row) => row.id), arrayOf(rows, (row) => row.at)],
    });
  try {
    if (users.length > 0) await seen('users', 'user_id', users);
    if (chats.length > 0) await seen('chats', 'chat_id', chats);
    if (members.length > 0) {
      await pool.query({
        name: 'seen-members',
        text: `insert into memberships as m (chat_id, user_id, last_seen, messages)
               select s.chat_id, s.user_id, to_timestamp(s.at / 1000.0), s.messages
                 from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[]) as s (chat_id, user_id, at, messages)
                 join chats using (chat_id) join users using (user_id)
                order by s.chat_id, s.user_id
               on conflict (chat_id, user_id) do update set messages = m.messages + excluded.messages,
                 last_seen = greatest(m.last_seen, excluded.last_seen)`,
        values: [
          arrayOf(members, (member) => member.chatId),
          arrayOf(members, (member) => member.userId),
          arrayOf(members, (member) => member.at),
          arrayOf(members, (member) => member.messages),
        ],
      });
    }
  } catch (error) {
    throw translated(error);
  }
}

/** Numbers as PostgreSQL writes an array; the driver would quote and escape each. */
const arrayOf = <T>(rows: readonly T[], pick: (row: T) => number): string => `{${rows.map(pick).join()}}`;
