import { type Branch, type Call, type Outcome, outOfReach } from '@alita/kit';
import { CallItem, type Commit, ContinuationItem, type Item, mailboxKey } from '@alita/queues';
import { follow } from '@alita/telegram';

/** How long a message id can be found by its Ref. */
const REF_MS = 30 * 86_400_000;

/** A call as it lay in its mailbox. */
export interface CallOnItsWay {
  readonly call: Call;
  readonly item: Item;
  /** Its mailbox. */
  readonly key: string;
}

export interface AftermathOptions {
  readonly bot: number;
  readonly now: number;
}

/** What an outcome leads to, to be committed together with the call's removal. */
export function aftermath(
  { call, item, key }: CallOnItsWay,
  outcome: Outcome,
  { bot, now }: AftermathOptions,
  news: readonly Branch[] = [],
): Commit {
  const entries = [...follow(call, outcome), ...news].map((branch, n) => {
    const given = { id: `${item.id}.${n}`, ms: now, trace: item.trace };
    if ('call' in branch)
      return { ...outEntry(branch.call, bot), item: CallItem.make({ ...given, body: branch.call }) };
    const { name, chat, data, trigger } = branch.continue;
    const body = { name, data, outcome, ...(trigger && { trigger }) };
    return { queue: 'in' as const, key: mailboxKey(bot, chat), item: ContinuationItem.make({ ...given, body }) };
  });
  const own = entries.filter((entry) => entry.key === key);
  const elsewhere = entries.filter((entry) => entry.key !== key);
  return {
    ...(own.length > 0 && { push: own.map(({ queue, item: next }) => ({ queue, item: next })) }),
    ...(elsewhere.length > 0 && { post: elsewhere }),
    ...(outcome.messageId !== undefined &&
      call.ref !== undefined && { refs: [{ id: call.ref, value: outcome.messageId, ttlMs: REF_MS }] }),
  };
}

/** The chat has a new id: the call goes on to its mailbox, and hits no message there that only has the same number. */
export function forwarded({ call, item }: CallOnItsWay, movedTo: number, bot: number): Commit {
  const body = { ...call, chat: movedTo, params: { ...withoutMessages(call.params), chat_id: movedTo } };
  return { post: [{ ...outEntry(body, bot), item: { ...item, body } }] };
}

function withoutMessages(params: Call['params']): Call['params'] {
  const gone = (id: unknown) => (typeof id === 'number' ? outOfReach(id) : id);
  const { message_id: one, message_ids: many, reply_parameters: reply, from_chat_id: other } = params;
  return {
    ...params,
    ...(one !== undefined && other === undefined && { message_id: gone(one) }),
    ...(Array.isArray(many) && other === undefined && { message_ids: many.map(gone) }),
    ...(isRecord(reply) && { reply_parameters: { ...reply, message_id: gone(reply.message_id) } }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const outEntry = ({ lane, chat }: Call, bot: number) => ({
  queue: lane === 'urgent' ? ('out-u' as const) : ('out-n' as const),
  key: mailboxKey(bot, chat),
});

/** Several items settled at once. */
export function together(commits: readonly Commit[]): Commit {
  return {
    push: commits.flatMap(({ push }) => push ?? []),
    post: commits.flatMap(({ post }) => post ?? []),
    refs: commits.flatMap(({ refs }) => refs ?? []),
    took: commits.length,
  };
}
