import { idIn, isRaw } from './raw.ts';

/** The kinds of update that are asked for, in polling and webhook mode alike. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
] as const;

/** Where an update belongs: to its chat, else to its user, else to nobody. */
export interface Route {
  readonly updateId: number;
  readonly kind: string;
  readonly chat?: number;
  readonly user?: number;
}

/** The cheap look that routing needs; `undefined` for what is no update. Never throws. */
export function routeOf(update: unknown): Route | undefined {
  if (!isRaw(update)) return undefined;
  const { update_id: updateId } = update;
  if (typeof updateId !== 'number' || !Number.isSafeInteger(updateId) || updateId < 0) return undefined;
  const kind = Object.keys(update).find((name) => name !== 'update_id');
  if (kind === undefined) return undefined;
  const body = update[kind];
  if (!isRaw(body)) return { updateId, kind };
  const chat = idIn(body.chat) ?? (isRaw(body.message) ? idIn(body.message.chat) : undefined);
  const user = idIn(body.from) ?? idIn(body.user);
  return { updateId, kind, ...(chat !== undefined && { chat }), ...(user !== undefined && { user }) };
}
