import type { Act } from '@alita/simulator';
import { untilQuiet } from './quiet.ts';
import type { Rig } from './rig.ts';

/** A group the bot administers, and who is in it. */
export interface Chat {
  readonly id: number;
  readonly owner: number;
  readonly people: readonly number[];
}

/** Requests under way at the same time while the world is furnished. */
const SIDE_BY_SIDE = 20;
const ACTS_AT_ONCE = 500;

/**
 * Fills Telegram with groups, lets everybody say one thing so that the bot knows them, and waits until it does. Owners
 * also give each of `commands`.
 */
export async function gatherCrowd(
  rig: Rig,
  { chats, people, commands = [] }: { chats: number; people: number; commands?: readonly string[] },
): Promise<Chat[]> {
  const { telegram, scene } = rig;
  const bot = Number(scene.token.split(':')[0]);
  const crowd = await sideBySide(chats, async (number): Promise<Chat> => {
    const members = await Promise.all(
      Array.from({ length: people }, (_, n) => telegram.addPerson({ firstName: `Person ${n} of ${number}` })),
    );
    const ids = members.map(({ id }) => id);
    const { id, owner } = await telegram.addChat({
      type: 'supergroup',
      title: `Group ${number}`,
      members: ids,
      admins: [bot],
    });
    return { id, owner, people: ids };
  });
  const greetings = crowd.flatMap(({ id, owner, people: members }) => [
    ...members.map((who): Act => ({ act: 'says', who, chat: id, text: 'good morning' })),
    ...['here I am', ...commands].map((text): Act => ({ act: 'says', who: owner, chat: id, text })),
  ]);
  for (let from = 0; from < greetings.length; from += ACTS_AT_ONCE)
    await telegram.bulk({ acts: greetings.slice(from, from + ACTS_AT_ONCE) });
  await untilQuiet(rig, 300_000);
  return crowd;
}

async function sideBySide<T>(count: number, work: (number: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let from = 0; from < count; from += SIDE_BY_SIDE) {
    const size = Math.min(SIDE_BY_SIDE, count - from);
    results.push(...(await Promise.all(Array.from({ length: size }, (_, n) => work(from + n)))));
  }
  return results;
}
