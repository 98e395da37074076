import { type Act, type Pending, type Person, z } from '@alita/kit';
import { permissionsOf } from './permissions.ts';
import { protect, requirePerson } from './protect.ts';
import type { Scene } from './scene.ts';

/** What a chat can set as a consequence; `tban` and `tmute` end by themselves. */
export const PUNISHMENTS = ['ban', 'kick', 'mute', 'tban', 'tmute'] as const;
export const Punishment = z.enum(PUNISHMENTS);
export type Punishment = z.infer<typeof Punishment>;

/** Ends by itself, so it needs a length. */
export const isTemporary = (punishment: Punishment): boolean => punishment === 'tban' || punishment === 'tmute';

interface Somebody {
  readonly id: number;
}

const APPLY: Record<Punishment, (act: Act, target: Somebody, until: Date) => Pending> = {
  ban: (act, target) => ban(act, target),
  kick: (act, target) => act.kick(target),
  mute: (act, target) => act.mute(target),
  tban: (act, target, until) => ban(act, target, until),
  tmute: (act, target, until) => act.mute(target, { until }),
};

/**
 * Adds the call that carries out a punishment.
 * @param until when a temporary one ends; the others do not look at it
 */
export const punish = (act: Act, target: Somebody, punishment: Punishment, until: Date): Pending =>
  APPLY[punishment](act, target, until);

/** Bans a person, or a chat that speaks (always for good: Telegram knows no end for those). */
export const ban = (act: Act, target: Somebody, until?: Date): Pending =>
  target.id < 0 ? act.banSender(target) : act.ban(target, { until });

/** Lifts a ban of either kind; nobody is removed by it. */
export const unban = (act: Act, target: Somebody): Pending =>
  target.id < 0 ? act.unbanSender(target) : act.unban(target);

/** How a punishment is taken back. */
export const Release = z.enum(['unban', 'unmute']);
export type Release = z.infer<typeof Release>;

/**
 * Adds the call that takes a ban or a mute back.
 * @throws UserError when the target cannot be banned or muted in the first place
 */
export async function lift(act: Act, target: Person, how: Release, scene: Scene): Promise<Pending> {
  await protect(target, scene);
  if (how === 'unban') return unban(act, target);
  requirePerson(target);
  return act.restrict(target, await permissionsOf(scene));
}
