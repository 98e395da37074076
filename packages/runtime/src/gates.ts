import {
  type Chat,
  type Me,
  type Members,
  type Membership,
  type Need,
  type Needs,
  needsOf,
  type Params,
  type Right,
  STAFF_NEEDS,
  type StaffLevel,
  type StaffNeed,
} from '@alita/kit';

/** Why somebody may not; the message to answer with. */
export interface Refused {
  readonly key: string;
  readonly params?: Params;
}

export interface GateFacts {
  readonly chat: Chat;
  readonly me: Me;
  /** What somebody is among the people who run the bot. */
  readonly staff: (userId: number) => Promise<StaffLevel | undefined>;
  readonly members: Members;
  /** Whose rights count: the nominal author, never the chat they speak as. */
  readonly userId: number;
  readonly isAnonymous: boolean;
  /** The chat believes anonymous admins without knowing who they are (PERM-22). */
  readonly trustsAnonymous?: boolean;
}

const isRight = (need: Need): need is Right => need.startsWith('can_');
const isOfStaff = (need: Need): need is StaffNeed => Object.hasOwn(STAFF_NEEDS, need);
const isOfGroups = (need: Need): boolean => need === 'owner' || isRight(need);
const holds = (member: Membership | undefined, right: Right): boolean => member?.rights.includes(right) ?? false;
const right = (name: Right): Params => ({ right: name });

/**
 * Checks `needs` in the order people should learn of what is missing: admin, bot admin, own rights, the bot's rights
 * (PERM-33). In a private chat only staff levels mean anything.
 * @returns the first refusal, or undefined when all is well
 * @throws UserError `kit.cannot-verify` when Telegram's list cannot be had: what cannot be verified is refused (P7)
 */
export async function checkNeeds(needs: Needs, facts: GateFacts): Promise<Refused | undefined> {
  const { actor, bot } = needsOf(needs);
  if (!(await isStaffEnough(needs, facts))) return { key: 'kit.staff-only' };
  const actorNeeds = actor.filter((need) => !isOfStaff(need));
  if (facts.chat.type === 'private')
    return [...actorNeeds, ...bot].some(isOfGroups) ? { key: 'kit.group-only' } : undefined;
  if (actorNeeds.length === 0 && bot.length === 0) return undefined;
  const isTrusted = facts.isAnonymous && facts.trustsAnonymous === true && !actorNeeds.includes('owner');
  if (actorNeeds.length > 0 && facts.isAnonymous && !isTrusted) return { key: 'kit.anonymous-refused' };

  const admins = await facts.members.admins();
  const person = admins.find((admin) => admin.person.id === facts.userId);
  const me = admins.find((admin) => admin.person.id === facts.me.id);
  const needed = isTrusted ? [] : actorNeeds;
  if (needed.length > 0 && !person) return { key: 'kit.admins-only' };
  if (needed.includes('owner') && person?.status !== 'creator') return { key: 'kit.owner-only' };
  if (bot.length > 0 && !me) return { key: 'kit.bot-not-admin' };
  const lacked = needed.filter(isRight).find((need) => !holds(person, need));
  if (lacked) return { key: 'kit.actor-lacks-right', params: right(lacked) };
  const botLacks = bot.filter(isRight).find((need) => !holds(me, need));
  return botLacks ? { key: 'kit.bot-lacks-right', params: right(botLacks) } : undefined;
}

/** Whether somebody has the staff level asked for, if one is. Staff levels give no rights in groups (PERM-19). */
export async function isStaffEnough(needs: Needs, { staff, userId }: Pick<GateFacts, 'staff' | 'userId'>) {
  const levels = needsOf(needs).actor.filter(isOfStaff);
  if (levels.length === 0) return true;
  const level = await staff(userId);
  return levels.every((need) => STAFF_NEEDS[need].some((enough) => enough === level));
}
