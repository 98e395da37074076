import type { Effects } from '@alita/kit';
import { CallItem, type Commit, mailboxKey, TimerItem } from '@alita/queues';
import type { Result } from '@alita/runtime';

export interface CommitOf {
  /** Id of the item that led to the effects; ids of what follows are made from it. */
  readonly itemId: string;
  readonly key: string;
  readonly bot: number;
  /** Unix milliseconds. */
  readonly now: number;
  readonly trace?: string | undefined;
}

/**
 * Effects as the mailbox takes them: calls into the out lanes of the chat they act on, all else into this mailbox's own
 * commit. Ids follow from the item, so that a second run of it makes the same ones.
 */
export function toCommit(
  { effects, isLeft }: Pick<Result, 'effects' | 'isLeft'>,
  { itemId, key, bot, now, trace }: CommitOf,
): Commit {
  if (leadsNowhere(effects) && !isLeft) return {};
  const push: Commit['push'] = [];
  const post: Commit['post'] = [];
  for (const [n, body] of effects.calls.entries()) {
    const item = CallItem.make({ id: `${itemId}:${n}`, ms: now, body, trace });
    const queue = body.lane === 'urgent' ? 'out-u' : 'out-n';
    const to = mailboxKey(bot, body.chat);
    if (to === key) push.push({ queue, item });
    else post.push({ queue, key: to, item });
  }
  for (const [n, { chat, kind, body }] of effects.posts.entries()) {
    const item = { id: `${itemId}:p${n}`, ms: now, v: 1, kind, body };
    post.push({ queue: 'in', key: mailboxKey(bot, chat), item });
  }
  const timers: NonNullable<Commit['timers']> = effects.timers.map((change) => {
    if ('cancel' in change) return change;
    const { id, at, name, data } = change;
    return { id, at, item: TimerItem.make({ id: `timer:${id}:${at}`, ms: at, body: { name, data, id, at }, trace }) };
  });
  if (isLeft) timers.push({ all: 'now' });
  const { versions, state } = effects;
  return {
    ...(push.length > 0 && { push }),
    ...(post.length > 0 && { post }),
    ...(timers.length > 0 && { timers }),
    ...(versions.length > 0 && { versions: [...new Set(versions)] }),
    ...(Object.keys(state).length > 0 && { state }),
  };
}

/** As with most items. */
function leadsNowhere({ calls, posts, timers, versions, state }: Effects): boolean {
  for (const _field in state) return false;
  return calls.length + posts.length + timers.length + versions.length === 0;
}
