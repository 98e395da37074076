import { type Context, mention, type Person, z } from '@alita/kit';
import { greetings } from '../module.ts';

/** What is kept of a request that admins were told of. */
export const Notice = z.object({
  /** When they were told, in Unix milliseconds. */
  at: z.number(),
  name: z.string(),
  chat: z.number(),
  ref: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** A request is open that long, and no longer: Telegram does not say when one is withdrawn. */
export const OPEN_MS = 7 * 24 * 3_600_000;
const MARGIN_MS = 3_600_000;
/** Asking again sooner tells nobody anything new. */
export const QUIET_MS = 5 * 60_000;

type Board = Pick<Context<unknown, unknown>, 'act' | 'timer' | 'windows'>;

/** Puts the notice up; the buttons go by themselves when nobody decides. */
export function keepNotice(person: Person, notice: Omit<Notice, 'name'>, { timer, windows }: Omit<Board, 'act'>): void {
  windows.write(`request-${person.id}`, { ...notice, name: person.name }, OPEN_MS + MARGIN_MS);
  timer(lapse.at(new Date(notice.at + OPEN_MS), person.id, { id: person.id }));
}

export const noticeOf = (userId: number, { windows }: Pick<Board, 'windows'>): Promise<Notice | undefined> =>
  windows.read(`request-${userId}`, Notice);

/** Decided or done with: asking again is news again. */
export function dropNotice(userId: number, { timer, windows }: Omit<Board, 'act'>): void {
  windows.write(`request-${userId}`, undefined);
  timer(lapse.cancel(userId));
}

/** Somebody let them in by hand. */
export async function closeRequest({ id }: { readonly id: number }, board: Board): Promise<void> {
  const notice = await noticeOf(id, board);
  if (!notice) return;
  board.act.edit(notice, 'request-in', { name: mention({ id, name: notice.name }) }).quietly();
  dropNotice(id, board);
}

export const lapse = greetings.timer({
  name: 'lapse',
  data: z.object({ id: z.number() }),
  async run({ data: { id }, act, windows }) {
    const notice = await noticeOf(id, { windows });
    if (notice) act.edit(notice, 'request-lapsed', { name: mention({ id, name: notice.name }) }).quietly();
    windows.write(`request-${id}`, undefined);
  },
});
