import { CallItem, type Delivery } from '@alita/queues';
import type { CallOnItsWay } from './aftermath.ts';

/** As many as Telegram deletes by one call. */
const MOST = 100;

/** The call of this delivery and the deletions right behind it that can go with it; alone when it is no deletion. */
export function withDeletions(first: CallOnItsWay, delivery: Delivery): CallOnItsWay[] {
  const taken = [first];
  if (!isPlainDeletion(first)) return taken;
  // Only now: to look at what follows is to read all of it.
  for (const item of delivery.following.slice(0, MOST - 1)) {
    if (item.kind !== CallItem.kind) break;
    const next = { call: CallItem.read(item), item, key: delivery.key };
    if (!isPlainDeletion(next)) break;
    taken.push(next);
  }
  return taken;
}

/** One call for all of them. */
export function deletionOf(taken: readonly CallOnItsWay[]): { method: string; params: Record<string, unknown> } {
  const [first] = taken;
  const ids = new Set(taken.map(({ call }) => call.params.message_id));
  return { method: 'deleteMessages', params: { chat_id: first?.call.params.chat_id, message_ids: [...ids] } };
}

const isPlainDeletion = ({ call }: CallOnItsWay): boolean =>
  call.method === 'deleteMessage' &&
  call.params.chat_id === call.chat &&
  call.expiresAt === undefined &&
  typeof call.params.message_id === 'number';
