import type { Effects } from '@alita/kit';
import { CallItem, type Commit, mailboxKey, TimerItem } from '@alita/queues';

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
export function toCommit(effects: Effects, { itemId, key, bot, now, trace }: CommitOf): Commit {
  const commit: Commit = {};
  for (const [n, body] of effects.calls.entries()) {
    const item = CallItem.make({ id: `${itemId}:${n}`, ms: now, body, trace });
    const queue = body.lane === 'urgent' ? 'out-u' : 'out-n';
    const to = mailboxKey(bot, body.chat);
    if (to === key) (commit.push ??= []).push({ queue, item });
    else (commit.post ??= []).push({ queue, key: to, item });
  }
  for (const [n, { chat, kind, body }] of effects.posts.entries()) {
    const item = { id: `${itemId}:p${n}`, ms: now, v: 1, kind, body };
    (commit.post ??= []).push({ queue: 'in', key: mailboxKey(bot, chat), item });
  }
  for (const change of effects.timers) {
    if ('cancel' in change) (commit.timers ??= []).push(change);
    else {
      const { id, at, name, data } = change;
      const item = TimerItem.make({ id: `timer:${id}:${at}`, ms: at, body: { name, data }, trace });
      (commit.timers ??= []).push({ id, at, item });
    }
  }
  if (effects.versions.length > 0) commit.versions = [...new Set(effects.versions)];
  if (Object.keys(effects.state).length > 0) commit.state = effects.state;
  return commit;
}
