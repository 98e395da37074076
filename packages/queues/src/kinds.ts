import { Call, ContinuationBody, PostedBody, TimerBody } from '@alita/kit';
import { z } from 'zod';
import { defineItem } from './item.ts';

/** Every kind of item in the system, once for those who write it and those who read it. */

/** `in`: an update as Telegram sent it. */
export const UpdateItem = defineItem({ kind: 'update', v: 1, body: z.unknown() });

/** `in`: what came of a call, for the handler that waits for it. */
export const ContinuationItem = defineItem({ kind: 'continuation', v: 1, body: ContinuationBody });

/** `in`: what was typed or pressed elsewhere for this chat. */
export const PostedItem = defineItem({ kind: 'posted', v: 1, body: PostedBody });

/** `in`: a timer that is due. */
export const TimerItem = defineItem({ kind: 'timer', v: 1, body: TimerBody });

/** `out-u`, `out-n`: a call to Telegram. */
export const CallItem = defineItem({ kind: 'call', v: 1, body: Call });

/** The mailbox of a chat, or of a private chat by its user's id. */
export const mailboxKey = (bot: number, chat: number): string => `${bot}.${chat}`;

/** The chat of a mailbox; `undefined` for federations and jobs. */
export function chatOfKey(key: string): number | undefined {
  const chat = /^\d+\.(-?\d+)$/.exec(key)?.[1];
  return chat === undefined ? undefined : Number(chat);
}
