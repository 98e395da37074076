import {
  ANONYMOUS_ADMIN_ACCOUNT,
  CHANNEL_ACCOUNT,
  type Membership,
  type Person,
  TELEGRAM_ACCOUNT,
  UserError,
  z,
} from '@alita/kit';
import { nameOf } from './name.ts';
import type { Scene } from './scene.ts';

/** Why somebody must not be punished; `moderation.is-<protection>` says it. */
export type Protection = 'me' | 'telegram' | 'anonymous-admin' | 'linked-channel' | 'owner' | 'admin';

const LinkedChat = z.object({ linked_chat_id: z.number().optional() });

/**
 * What protects somebody in this chat, if anything. For a channel Telegram is asked which one is linked.
 * @throws UserError `kit.cannot-verify`
 */
export async function protectionOf(id: number, { chat, me, members, ask }: Scene): Promise<Protection | undefined> {
  if (id === me.id) return 'me';
  if (id === TELEGRAM_ACCOUNT || id === CHANNEL_ACCOUNT) return 'telegram';
  if (id === chat.id || id === ANONYMOUS_ADMIN_ACCOUNT) return 'anonymous-admin';
  if (id < 0) {
    const { ok, result } = await ask('getChat', { chat_id: chat.id });
    if (!ok) throw new UserError('kit.cannot-verify');
    return LinkedChat.parse(result).linked_chat_id === id ? 'linked-channel' : undefined;
  }
  const admin = (await members.admins()).find(({ person }) => person.id === id);
  return admin && (admin.status === 'creator' ? 'owner' : 'admin');
}

/**
 * Refuses to go on against somebody who is protected.
 * @throws UserError that says what protects them
 * @example await protect(target, { chat, me, members, ask });
 */
export async function protect(target: Person, scene: Scene): Promise<void> {
  const protection = await protectionOf(target.id, scene);
  if (protection) throw new UserError(`moderation.is-${protection}`, { name: nameOf(target) });
}

/** Refuses channels and groups, where something works for people only. */
export function requirePerson(target: Person): void {
  if (target.id < 0) throw new UserError('moderation.people-only', { name: nameOf(target) });
}

/** Refuses somebody who is not in the chat now, as Telegram says. */
export async function requireInChat(target: Person, { members }: Pick<Scene, 'members'>): Promise<Membership> {
  const member = await members.find(target.id);
  if (!member?.isMember) throw new UserError('moderation.not-in-chat', { name: nameOf(target) });
  return member;
}

/** Somebody in the chat whom nothing protects: what kick, mute and warn ask for. */
export async function requirePunishable(target: Person, scene: Scene): Promise<Membership> {
  await protect(target, scene);
  requirePerson(target);
  return requireInChat(target, scene);
}
