import { description } from '../description/description.ts';
import { sampleOf } from '../description/sample.ts';
import type { Draft } from '../world/messages.ts';
import { roomFor } from './access.ts';
import type { Call } from './call.ts';
import { type SendParams, send } from './sending.ts';

/** Content of messages that have no behaviour here beyond being sent: field and type. */
const CONTENT: Readonly<Record<string, readonly [keyof Draft, string]>> = {
  sendInvoice: ['invoice', 'Invoice'],
  sendGame: ['game', 'Game'],
  sendPaidMedia: ['paid_media', 'PaidMediaInfo'],
  sendChecklist: ['checklist', 'Checklist'],
  sendRichMessage: ['rich_message', 'RichMessage'],
};

/**
 * The answer of a method that has no behaviour of its own: its parameters were checked and its chat
 * must be there; then it sends what it is named for or returns the smallest valid result.
 */
export function plausible(call: Call, method: string, params: Readonly<Record<string, unknown>>): unknown {
  const { chat_id: chatId } = params;
  const content = CONTENT[method];
  if (content && (typeof chatId === 'number' || typeof chatId === 'string')) {
    const [field, type] = content;
    return send(call, { ...(params as Omit<SendParams, 'chat_id'>), chat_id: chatId }, { [field]: sampleOf(type) });
  }
  if (typeof chatId === 'number' || typeof chatId === 'string') roomFor(call, chatId);
  return sampleOf(description.methods[method]?.returns[0] ?? 'Boolean');
}
