import { type Events, isChannelId, MigrationSettings, outOfReach, type Post, RetryLater } from '@alita/kit';
import type { ItemRun } from './item-run.ts';
import type { Item } from './ports.ts';
import type { SnapshotOf } from './settings.ts';

/** Tells the other of the two mailboxes that what its workers remember of the chat is old. */
export const MIGRATED = 'kit.migrated';
/** What Telegram does while it closes the old group says nothing about the new one. */
const ENDS_HERE = new Set(['my_chat_member', 'chat_member']);
const LOOK_AGAIN_MS = 500;
const LONGEST_WAIT_MS = 60_000;

const MESSAGE_IDS = new Set(['message_id', 'messageId']);

/** Only basic groups become something else. */
export const mayMove = (chatId: number): boolean => chatId < 0 && !isChannelId(chatId);

/** The supergroup that a chat's stored settings point to. */
const movedTo = (stored: Readonly<Record<string, unknown>>): number | undefined =>
  MigrationSettings.safeParse(stored.kit ?? {}).data?.migratedTo;

/**
 * A basic group became a supergroup, which Telegram says in both. Everything kept moves in the old group's mailbox, behind
 * all that came before; the new group waits for that, at most a minute, and then moves it itself.
 * @throws RetryLater while the old side has not moved
 */
export async function migrate(run: ItemRun, { from, to, date }: Events['migration']): Promise<void> {
  if (from === to) return;
  const isOldSide = run.chat.id === from;
  if (!isOldSide && movedTo((await run.host.loadChat(from)).settings) !== to) {
    if (run.now.getTime() - date.getTime() < LONGEST_WAIT_MS) throw new RetryLater(LOOK_AGAIN_MS);
  }
  await run.host.moveChat(run.item.unit.db, { ...run.chat, id: from }, to);
  renew(run);
  run.post({ name: MIGRATED, chat: isOldSide ? to : from });
}

/** What workers remember of this chat is read anew, and timers of the old group come at once, to go on to the new one. */
export function renew(run: ItemRun): void {
  run.isLeft = mayMove(run.chat.id);
  run.effects.versions.push('settings');
  run.forgetAdmins();
}

/** An item of a mailbox that has moved, as the new one takes it: the old id is replaced wherever it stands. */
export function forwarded({ kind, body, chatId }: Item, to: number): Post[] {
  const named = isRecord(body) && typeof body.name === 'string' ? body.name : '';
  if (kind === 'update' && isRecord(body) && Object.keys(body).some((part) => ENDS_HERE.has(part))) return [];
  return named === 'kit.chat-gone' ? [] : [{ chat: to, kind, body: renamed(body, chatId, to) }];
}

/** No other number of Telegram's looks like the id of a basic group. */
function renamed(value: unknown, from: number, to: number): unknown {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((each) => renamed(each, from, to));
  if (!isRecord(value)) return value;
  const isOfOld = value.chat === from || (isRecord(value.chat) && value.chat.id === from);
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    isOfOld && MESSAGE_IDS.has(name) && typeof field === 'number' ? outOfReach(field) : renamed(field, from, to),
  ]);
  return { ...Object.fromEntries(fields), ...(value.id === from && value.type === 'group' && { type: 'supergroup' }) };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a chat's mailbox has been left behind, and for which. The news of that is for itself. */
export async function leftFor(
  { chatId, versions, kind, body }: Item,
  snapshotOf: SnapshotOf,
): Promise<number | undefined> {
  if (kind === 'continuation' && isRecord(body) && body.name === MIGRATED) return undefined;
  return movedTo((await snapshotOf({ id: chatId }, versions.settings ?? 0)).settings);
}
