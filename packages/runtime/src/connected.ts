import { CONNECTION_LOST, ConnectionSettings, type Event, type PostedBody, UserError } from '@alita/kit';
import type { Attempt, ItemRun } from './item-run.ts';

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

/**
 * Whether somebody may manage this group from private: its admins, and its members where it lets them (CON-1). Others
 * are told; for those who left, the connection ends. What cannot be verified is refused, and the connection stays.
 */
export async function isConnectionGood(run: ItemRun, { kind }: Event): Promise<boolean> {
  const userId = run.actor?.id ?? 0;
  const attempt: Attempt = {
    module: 'kit',
    label: 'kit.connection',
    kind: kind === 'press' ? 'callback' : 'command',
    answer: (key, params) => {
      const { reply, toast } = run.speaker({ ...attempt, answer: undefined });
      if (kind === 'press') toast(key, params, { alert: true });
      else reply(key, params);
    },
  };
  let isLost = false;
  const isGood = await run.attempt(attempt, async () => {
    if (await run.members.isAdmin(userId)) return true;
    const member = await run.members.find(userId);
    isLost = !member?.isMember;
    if (isLost) throw new UserError('kit.connection-lost');
    if (!run.policy('connections', ConnectionSettings).allowMembers) throw new UserError('kit.connection-refused');
    return true;
  });
  if (isLost) run.post({ name: CONNECTION_LOST, chat: run.origin.id, data: { from: run.chat.id } });
  return isGood === true;
}
