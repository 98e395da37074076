import { type Html, type Membership, type Target, UserError } from '@alita/kit';
import { nameOf, protect, requirePerson, type Scene } from '@alita/moderation';

/** What is known of somebody who may be muted. */
export interface Mutable {
  readonly name: Html;
  /** Restricted already, by a mute or otherwise: the new mute takes the place of that. */
  readonly wasRestricted: boolean;
}

/**
 * Refuses to mute whoever is protected, is no person, or is banned, since a mute would let them in again. Those who
 * left can be muted: it holds when they come back.
 */
export async function requireMutable(target: Target, scene: Scene): Promise<Mutable> {
  await protect(target, scene);
  requirePerson(target);
  const member = await scene.members.find(target.id);
  const name = nameOf(target);
  if (member?.status === 'kicked') throw new UserError('banned-already', { name });
  return { name, wasRestricted: member?.status === 'restricted' };
}

/** Only somebody restricted has anything to get back. */
export const isMuted = (member: Membership | undefined): boolean => member?.status === 'restricted';
