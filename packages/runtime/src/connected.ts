import { ConnectionSettings, type PostedBody, UserError } from '@alita/kit';
import type { ItemRun } from './item-run.ts';

/**
 * Hands what was typed or pressed in private to the mailbox of the group the person is connected to. Rights are
 * checked there, in order with everything else that happens to that group; the answer comes back here.
 */
export function postToConnection(run: ItemRun): void {
  const { to, connected } = run.policy('connections', ConnectionSettings);
  if (!connected || !to) throw new UserError('kit.not-connected');
  const body: PostedBody = { update: run.item.body, chat: to, language: run.t.language };
  run.effects.posts.push({ chat: to.id, kind: 'posted', body });
}
