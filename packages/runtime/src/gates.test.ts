import { type Membership, type Needs, RIGHTS, type Right, UserError } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { checkNeeds } from './gates.ts';

const me = { id: 1, name: 'Alita', username: 'alitabot', isBot: true };
const admin = (id: number, rights: readonly Right[], status: Membership['status'] = 'administrator'): Membership => ({
  person: { id, name: String(id) },
  status,
  isMember: true,
  isAnonymous: false,
  rights,
});
const OWNER = 10;
const RESTRICTER = 11;
const POWERLESS = 12;
const MEMBER = 13;
const STAFF = 99;
const DEV = 98;
const SUDO = 97;
const people = [admin(OWNER, RIGHTS, 'creator'), admin(RESTRICTER, ['can_restrict_members']), admin(POWERLESS, [])];

async function check(
  needs: Needs,
  userId: number,
  bot: readonly Right[] | 'member' = RIGHTS,
  chat = 'supergroup' as 'supergroup' | 'private',
) {
  const admins = bot === 'member' ? people : [...people, admin(me.id, bot)];
  const refused = await checkNeeds(needs, {
    chat: { id: -1001, type: chat, title: 'Group' },
    me,
    staff: (id) => Promise.resolve(id === STAFF ? 'owner' : id === DEV ? 'dev' : id === SUDO ? 'sudo' : undefined),
    userId,
    isAnonymous: userId === 1087968824,
    members: {
      admins: () => Promise.resolve(admins),
      forget: () => {},
      isAdmin: () => Promise.reject(new Error('not used')),
      find: () => Promise.reject(new Error('not used')),
    },
  });
  return refused?.key;
}

const restrict: Needs = { actor: 'can_restrict_members', bot: 'can_restrict_members' };

const both: Needs = {
  actor: ['can_restrict_members', 'can_delete_messages'],
  bot: ['can_restrict_members', 'can_delete_messages'],
};

describe('PERM-33 checkNeeds', () => {
  it.each([
    ['GEN-7 a member', restrict, MEMBER, RIGHTS, 'kit.admins-only'],
    ['GEN-7 the bot is no admin', restrict, RESTRICTER, 'member', 'kit.bot-not-admin'],
    ['GEN-7 an admin without the right', restrict, POWERLESS, [], 'kit.actor-lacks-right'],
    ['GEN-7 the bot lacks the right', restrict, RESTRICTER, [], 'kit.bot-lacks-right'],
    ['GEN-7 all is well', restrict, RESTRICTER, RIGHTS, undefined],
    ['GEN-8 an admin who may not delete', both, RESTRICTER, RIGHTS, 'kit.actor-lacks-right'],
    ['GEN-8 the bot may not delete', both, OWNER, ['can_restrict_members'], 'kit.bot-lacks-right'],
    ['GEN-8 all is well', both, OWNER, RIGHTS, undefined],
    ['GEN-10 the owner holds every right', restrict, OWNER, RIGHTS, undefined],
    ['PERM-2 an anonymous admin cannot be verified', restrict, 1087968824, RIGHTS, 'kit.anonymous-refused'],
    ['PERM-2 777000 is nobody', restrict, 777000, RIGHTS, 'kit.admins-only'],
    ['PERM-17, PERM-19 staff has no rights in groups', restrict, STAFF, RIGHTS, 'kit.admins-only'],
    ['owner only', { actor: 'owner' }, RESTRICTER, RIGHTS, 'kit.owner-only'],
    ['nothing needed', {}, MEMBER, 'member', undefined],
    ['bot needs alone', { bot: 'can_restrict_members' }, MEMBER, [], 'kit.bot-lacks-right'],
    ['staff only', { actor: 'staff' }, OWNER, RIGHTS, 'kit.staff-only'],
    ['staff', { actor: 'staff' }, STAFF, 'member', undefined],
    ['PERM-18 staff: developers', { actor: 'staff' }, DEV, 'member', undefined],
    ['PERM-18 staff: not helpers', { actor: 'staff' }, SUDO, 'member', 'kit.staff-only'],
    ['PERM-18 the team: helpers too', { actor: 'team' }, SUDO, 'member', undefined],
    ['PERM-17 levels are given by the owner alone', { actor: 'bot-owner' }, DEV, 'member', 'kit.staff-only'],
  ] as const)('%s', async (_what, needs, userId, bot, expected) =>
    expect(await check(needs, userId, bot)).toBe(expected),
  );

  it('in private everybody is the admin, and nobody holds the rights of a group', async () => {
    expect(await check({ actor: 'admin', bot: 'admin' }, MEMBER, 'member', 'private')).toBeUndefined();
    expect(await check(restrict, MEMBER, 'member', 'private')).toBe('kit.group-only');
    expect(await check({ actor: 'owner' }, MEMBER, 'member', 'private')).toBe('kit.group-only');
    expect(await check({ actor: 'staff' }, MEMBER, 'member', 'private')).toBe('kit.staff-only');
  });

  it('P7 what cannot be verified is refused', async () => {
    const members = {
      admins: () => Promise.reject(new UserError('kit.cannot-verify')),
      forget: () => {},
      isAdmin: () => Promise.resolve(true),
      find: () => Promise.resolve(undefined),
    };
    const facts = {
      chat: { id: -1, type: 'group', title: '' },
      me,
      staff: () => Promise.resolve(undefined),
      userId: OWNER,
      isAnonymous: false,
      members,
    } as const;
    await expect(checkNeeds(restrict, facts)).rejects.toThrow(UserError);
  });
});
