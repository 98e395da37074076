import type { Chat, Outcome } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { createMembersOf } from './members.ts';

const chat: Chat = { id: -1001, type: 'supergroup', title: 'Group' };
const owner = { status: 'creator', user: { id: 10, first_name: 'Ann', last_name: 'Lee' }, is_anonymous: true };
const admin = { status: 'administrator', user: { id: 11, first_name: 'Bob' }, can_restrict_members: true };

/** A Telegram that gives these answers in turn, the last again and again, and a Redis that remembers. */
function world(...answers: readonly Outcome[]) {
  const asked: string[] = [];
  const kept = new Map<string, { value: unknown; ttlMs: number }>();
  const cache = {
    get: (key: string) => Promise.resolve(kept.get(key)?.value),
    set: async (key: string, value: unknown, ttlMs: number) => void kept.set(key, { value, ttlMs }),
  };
  const ask = (_chat: number, method: string): Promise<Outcome> => {
    asked.push(method);
    return Promise.resolve(answers[Math.min(asked.length, answers.length) - 1] ?? { ok: false, refusal: 'unknown' });
  };
  const me = { id: 1, name: 'Alita', username: 'alita_bot' };
  const process = () => {
    const membersOf = createMembersOf({ me, cache, ask });
    return (version = '0', of = chat) => membersOf(of, { version: () => version, forget: () => {} });
  };
  return { asked, kept, process };
}

const list = (...result: readonly unknown[]): Outcome => ({ ok: true, result });
const refused = (refusal: Outcome['refusal']): Outcome => ({ ok: false, refusal });

describe('the administrators', () => {
  it('are read as they are; PERM-8 an owner holds every right', async () => {
    const members = world(list(owner, admin)).process()();
    const [first, second] = await members.admins();
    expect(first).toMatchObject({ person: { name: 'Ann Lee' }, status: 'creator', isAnonymous: true });
    expect(first?.rights).toContain('can_promote_members');
    expect(second).toMatchObject({ rights: ['can_restrict_members'], isMember: true, isAnonymous: false });
    expect([await members.isAdmin(11), await members.isAdmin(12)]).toEqual([true, false]);
  });

  it('PERM-13 are asked for once, however many want them at the same time', async () => {
    const { asked, process } = world(list(owner));
    const members = process();
    await Promise.all([members().admins(), members().admins(), members().isAdmin(10)]);
    await members().admins();
    expect(asked).toEqual(['getChatAdministrators']);
  });

  it('PERM-10, PERM-11 are shared by all workers for half an hour', async () => {
    const { asked, kept, process } = world(list(owner));
    await process()().admins();
    expect(await process()().isAdmin(10)).toBe(true);
    expect(asked).toHaveLength(1);
    expect([...kept]).toEqual([['adminCache:-1001:0', expect.objectContaining({ ttlMs: 30 * 60_000 })]]);
  });

  it('PERM-14, PERM-16 of another version are asked for anew', async () => {
    const { asked, process } = world(list(owner), list(owner, admin));
    const members = process();
    expect(await members('0').isAdmin(11)).toBe(false);
    expect(await members('1').isAdmin(11)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('PERM-11 an empty list is believed by nobody for long', async () => {
    const { asked, kept, process } = world(list(), list(owner));
    const members = process();
    expect(await members().isAdmin(10)).toBe(false);
    expect([...kept.values()]).toEqual([expect.objectContaining({ ttlMs: 30_000 })]);
    kept.clear(); // after half a minute
    expect(await members().isAdmin(10)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it.each(['unknown', 'no-rights', 'expired'] as const)('PERM-9 are not guessed when Telegram says %s', async (why) => {
    const { kept, process } = world(refused(why), list(owner));
    const members = process();
    await expect(members().admins()).rejects.toMatchObject({ key: 'kit.cannot-verify' });
    expect(kept.size).toBe(0);
    expect(await members().isAdmin(10)).toBe(true);
  });

  it('nobody is asked about in a private chat', async () => {
    const { asked, process } = world();
    expect(await process()('0', { id: 10, type: 'private', title: 'Ann' }).admins()).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('one member', () => {
  it.each([
    ['member', undefined, true],
    ['restricted', true, true],
    ['restricted', false, false],
    ['left', undefined, false],
    ['kicked', undefined, false],
  ])('GEN-14 %s, is_member %s -> in the chat: %s', async (status, is_member, isMember) => {
    const user = { id: 12, first_name: 'Eve' };
    const members = world({ ok: true, result: { status, is_member, user } }).process()();
    expect(await members.find(12)).toMatchObject({ status, isMember });
  });

  it.each(['user-unknown', 'not-member', 'invalid'] as const)('is nobody when Telegram says %s', async (why) => {
    expect(await world(refused(why)).process()().find(12)).toBeUndefined();
  });

  it('is not guessed without an answer', async () => {
    await expect(world(refused('unknown')).process()().find(12)).rejects.toMatchObject({ key: 'kit.cannot-verify' });
  });

  it.each([777000, -1001, 0])('PERM-7 %s is never asked about', async (id) => {
    const { asked, process } = world();
    expect(await process()().find(id)).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
