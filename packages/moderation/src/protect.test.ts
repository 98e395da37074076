import type { MemberStatus, Membership, Outcome } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { protectionOf, requireInChat, requirePerson } from './protect.ts';
import type { Scene } from './scene.ts';

const GROUP = -1_001_000_000_001;
const LINKED = -1_001_000_000_002;
const [BOT, OWNER, ADMIN, MEMBER, GONE] = [10, 1, 2, 3, 4];

const aMember = (id: number, status: MemberStatus): Membership => ({
  person: { id, name: `person ${id}` },
  status,
  isMember: status !== 'left',
  isAnonymous: false,
  rights: [],
});

function scene(getChat: Outcome = { ok: true, result: { linked_chat_id: LINKED } }): Scene {
  const admins = [aMember(OWNER, 'creator'), aMember(ADMIN, 'administrator')];
  return {
    chat: { id: GROUP, type: 'supergroup', title: 'Group' },
    me: { id: BOT, name: 'Alita', username: 'alita_bot' },
    members: {
      admins: async () => admins,
      isAdmin: async (id) => admins.some(({ person }) => person.id === id),
      forget: () => {},
      find: async (id) => (id === GONE ? aMember(id, 'left') : id === MEMBER ? aMember(id, 'member') : undefined),
    },
    ask: async () => getChat,
  };
}

describe('protectionOf', () => {
  it.each([
    [BOT, 'me'],
    [777_000, 'telegram'],
    [136_817_688, 'telegram'],
    [GROUP, 'anonymous-admin'],
    [1_087_968_824, 'anonymous-admin'],
    [LINKED, 'linked-channel'],
    [OWNER, 'owner'],
    [ADMIN, 'admin'],
    [MEMBER, undefined],
    [LINKED - 1, undefined],
  ])('GEN-15, BAN-D4 %d: %s', async (id, protection) => {
    expect(await protectionOf(id, scene())).toBe(protection);
  });

  it('refuses what it cannot verify', async () => {
    const blind = scene({ ok: false, refusal: 'unknown' });
    await expect(protectionOf(LINKED, blind)).rejects.toMatchObject({ key: 'kit.cannot-verify' });
  });
});

describe('requireInChat', () => {
  it('GEN-14 takes members, and nobody else', async () => {
    const person = (id: number) => ({ id, name: 'x' });
    expect(await requireInChat(person(MEMBER), scene())).toMatchObject({ status: 'member' });
    for (const id of [GONE, 99]) {
      await expect(requireInChat(person(id), scene())).rejects.toMatchObject({ key: 'moderation.not-in-chat' });
    }
  });
});

describe('requirePerson', () => {
  it('refuses channels', () => {
    expect(() => requirePerson({ id: LINKED, name: 'News' })).toThrow('moderation.people-only');
    expect(() => requirePerson({ id: MEMBER, name: 'Eve' })).not.toThrow();
  });
});
