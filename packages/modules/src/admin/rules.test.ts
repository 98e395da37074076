import { type Membership, RIGHTS, type Right } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { cutTitle, grantable, outranks } from './rules.ts';

const aMember = (rights: readonly Right[], status: Membership['status'] = 'administrator'): Membership => ({
  person: { id: 7, name: 'Eve' },
  status,
  isMember: true,
  isAnonymous: false,
  rights,
});
const owner = aMember(RIGHTS, 'creator');

describe('grantable', () => {
  it.each([
    [owner, aMember(['can_pin_messages', 'can_promote_members']), ['can_pin_messages']],
    [aMember(['can_change_info', 'can_pin_messages']), aMember(RIGHTS), ['can_change_info', 'can_pin_messages']],
    [aMember(['can_promote_members']), aMember(RIGHTS), []],
  ])('ADM-11, ADM-D5 what both hold, never the right to promote: case %#', (promoter, bot, rights) => {
    expect(grantable(promoter, bot)).toEqual(rights);
  });
});

describe('outranks', () => {
  it.each([
    [owner, aMember(RIGHTS), true],
    [aMember(['can_pin_messages', 'can_promote_members']), aMember(['can_pin_messages']), true],
    [aMember(['can_promote_members']), aMember(['can_pin_messages']), false],
  ])('ADM-D8 nobody demotes who may do more: case %#', (actor, other, expected) => {
    expect(outranks(actor, other)).toBe(expected);
  });
});

describe('cutTitle', () => {
  it.each([
    ['Gardener', 'Gardener', undefined],
    ['exactly sixteen!', 'exactly sixteen!', undefined],
    ['a title that is much too long', 'a title that is', 29],
    ['🌱'.repeat(17), '🌱'.repeat(16), 17],
  ])('ADM-13, ADM-20 %s', (given, title, from) => {
    expect(cutTitle(given)).toEqual({ title, from });
  });
});
