import { type Chat, type Continuation, type Members, z } from '@alita/kit';
import { usedAt } from './idle.ts';
import { viewButtons } from './lists.ts';
import { connections } from './module.ts';

/** A group as a connection keeps it. */
export const Group = z.object({
  id: z.number(),
  type: z.enum(['group', 'supergroup']),
  title: z.string(),
  isForum: z.boolean().optional(),
});
export type Group = z.infer<typeof Group>;

/** May somebody connect: admins always, members where the group allows it (CON-1). */
export async function standingOf(
  userId: number,
  { members, allowMembers }: { readonly members: Members; readonly allowMembers: boolean },
): Promise<'admin' | 'member' | 'refused' | 'stranger'> {
  if (await members.isAdmin(userId)) return 'admin';
  const isMember = (await members.find(userId))?.isMember === true;
  if (!isMember) return 'stranger';
  return allowMembers ? 'member' : 'refused';
}

/** In the private chat: the group has said yes. */
const admitted = connections.continuation({
  name: 'admitted',
  data: z.object({ to: Group, isAdmin: z.boolean(), isNew: z.boolean() }),
  async run({ data: { to, isAdmin, isNew }, settings, configure, now, timer, reply }) {
    if (!settings.connected || settings.to?.id !== to.id || settings.to.title !== to.title)
      await configure({ to, connected: true });
    timer(usedAt(now));
    reply(isNew ? 'connected' : 'connected-to', { title: to.title }, viewButtons(isAdmin));
  },
});

/** In the private chat: they are not in that group any more. The group is remembered, should they come back. */
export const lost = connections.continuation({
  name: 'lost',
  data: z.object({ from: z.number() }),
  async run({ data: { from }, settings, configure }) {
    if (settings.connected && settings.to?.id === from) await configure({ connected: false });
  },
});

/**
 * In the group's mailbox: decides, and answers in the private chat. Strangers are not told whether the group exists
 * (HLP-5).
 */
export const admit: Continuation<{ userId: number; to: Group; isNew: boolean }> = connections.continuation({
  name: 'admit',
  data: z.object({ userId: z.number(), to: Group, isNew: z.boolean() }),
  async run({ data: { userId, to, isNew }, chat, members, settings: { allowMembers }, post, reply }) {
    const standing = await standingOf(userId, { members, allowMembers });
    const own: Pick<Chat, 'id'> = { id: userId };
    if (standing === 'admin' || standing === 'member')
      return post(admitted.in(own, { to: { ...to, id: chat.id }, isAdmin: standing === 'admin', isNew }));
    if (standing === 'stranger' && !isNew) post(lost.in(own, { from: chat.id }));
    reply(isNew ? 'denied' : 'stale');
  },
});

export const continuations = [admit, admitted, lost];
