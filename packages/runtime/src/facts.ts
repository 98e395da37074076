import { type Message, UserError } from '@alita/kit';
import type { GateFacts, Refused } from './gates.ts';
import type { ItemRun } from './item-run.ts';

/** Whose rights count, and where. */
export const factsOf = (run: ItemRun, message: Pick<Message, 'userId' | 'sender'>): GateFacts => ({
  chat: run.chat,
  me: run.host.me,
  staff: run.host.staff,
  members: run.members,
  userId: message.userId,
  isAnonymous: message.sender.kind === 'anonymous-admin',
  trustsAnonymous: run.trustsAnonymous,
});

/** A refused gate as the answer to whoever was refused, rights by their names. */
export function refusal(run: ItemRun, { key, params }: Refused): UserError {
  return new UserError(key, typeof params?.right === 'string' ? { right: run.t(`kit.right.${params.right}`) } : params);
}
