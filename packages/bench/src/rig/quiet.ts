import { setTimeout as sleep } from 'node:timers/promises';
import { QUEUES, type QueueName } from '@alita/queues';
import type { Rig } from './rig.ts';

/** Where the mailboxes lie when they are not spread over shards. */
const TAG = '{alita:s0}';
const LOOK_MS = 20;
/** Work on its way from one place to the next is in neither: it must be seen nowhere this often in a row. */
const LOOKS = 3;

/** Updates Telegram still keeps, and mailboxes with something in them, by kind. */
export interface Backlog {
  readonly telegram: number;
  readonly mailboxes: Readonly<Record<QueueName, number>>;
}

/** Everything that is not done yet. */
export async function backlogOf({ redis, telegram }: Pick<Rig, 'redis' | 'telegram'>): Promise<Backlog> {
  const [{ updates }, ...sizes] = await Promise.all([
    telegram.stats(),
    ...QUEUES.map(async (queue) => [queue, await redis.zcard(`${TAG}:busy:${queue}`)] as const),
  ]);
  const mailboxes = { in: 0, 'out-u': 0, 'out-n': 0, post: 0, ...Object.fromEntries(sizes) };
  return { telegram: updates.waiting, mailboxes };
}

/** Resolves when nothing waits any more, with the moment (milliseconds since 1970) that was first so. */
export async function untilQuiet(rig: Pick<Rig, 'redis' | 'telegram'>, timeoutMs: number): Promise<number> {
  const deadline = Date.now() + timeoutMs;
  let since = 0;
  for (let looks = 0; looks < LOOKS; await sleep(LOOK_MS)) {
    const { telegram, mailboxes } = await backlogOf(rig);
    const isQuiet = telegram === 0 && Object.values(mailboxes).every((size) => size === 0);
    if (isQuiet && looks === 0) since = Date.now();
    looks = isQuiet ? looks + 1 : 0;
    if (Date.now() > deadline)
      throw new Error(`still at work after ${timeoutMs} ms: ${JSON.stringify({ telegram, mailboxes })}`);
  }
  return since;
}

/** How many items were set aside. */
export async function countParked({ redis }: Pick<Rig, 'redis'>): Promise<number> {
  let parked = 0;
  for (const key of await redis.keys(`${TAG}:dead:*`))
    if ((await redis.type(key)) === 'list') parked += await redis.llen(key);
  return parked;
}
