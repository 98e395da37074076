import type { Membership, Right } from '@alita/kit';

const LONGEST_TITLE = 16;

/** A title as Telegram takes it; `from` is its length when something had to go. Lengths in characters, not code units. */
export function cutTitle(given: string): { readonly title: string; readonly from: number | undefined } {
  const characters = Array.from(given);
  if (characters.length <= LONGEST_TITLE) return { title: given, from: undefined };
  return { title: characters.slice(0, LONGEST_TITLE).join('').trim(), from: characters.length };
}

/** What one admin can hand to another: what both they and the bot hold, but not the right to hand out rights. */
export const grantable = (promoter: Membership, bot: Membership): Right[] =>
  promoter.rights.filter((right) => right !== 'can_promote_members' && bot.rights.includes(right));

/** Whether somebody holds every right of another: who does not has no business demoting them. */
export const outranks = (actor: Membership, other: Membership): boolean =>
  actor.status === 'creator' || other.rights.every((right) => actor.rights.includes(right));
