import { describe, expect, it } from '@jest/globals';
import { type Crowd, dueAt, SETTLE_MS, withGuest, withoutGuest } from './crowd.ts';
import { readKinds, SERVICE_KINDS, serviceKind } from './service-kinds.ts';
import { isNews } from './standing.ts';

const user = (id: number) => ({ user: { id, first_name: `P${id}` } });
const crowd = (ids: readonly number[]): Crowd =>
  ids.reduce((before, id) => withGuest(before, user(id), 3), { due: 1, named: [], more: 0 } as Crowd);

describe('a crowd', () => {
  it('GRT-B8: names as many as it may and counts the others', () => {
    const { named, more } = crowd([1, 2, 3, 4, 5]);
    expect([named.map((guest) => guest.user.id), more]).toEqual([[1, 2, 3], 2]);
  });

  it('GRT-B5: holds nobody twice', () => expect(crowd([1, 1, 2]).named).toHaveLength(2));

  it('GRT-B6: is smaller by who left, named or not', () => {
    const five = crowd([1, 2, 3, 4, 5]);
    expect(withoutGuest(five, 2)).toMatchObject({ named: [user(1), user(3)], more: 2 });
    expect(withoutGuest(five, 5)).toMatchObject({ named: five.named, more: 1 });
  });
});

describe('GRT-B8: the next greeting', () => {
  it.each<[string, readonly number[], number]>([
    ['waits a moment', [], 100_000 + SETTLE_MS],
    ['waits a moment while there are few', [95_000], 100_000 + SETTLE_MS],
    ['waits until the first of as many as allowed is a minute old', [60_000, 95_000], 120_000],
    ['forgets what is older', [1_000, 2_000, 60_000, 95_000], 120_000],
  ])('%s', (_, said, due) => expect(dueAt(100_000, said, 2)).toBe(due));
});

describe('GRT-B5: whether something is news', () => {
  it.each<[string, Parameters<typeof isNews>, boolean]>([
    ['the first join', [undefined, true, 100_000], true],
    ['the same join again', [{ at: 100_000, isIn: true }, true, 101_000], false],
    ['the same join, told late', [{ at: 100_000, isIn: true }, true, 99_000], false],
    ['a join after a leave that nobody told', [{ at: 100_000, isIn: true }, true, 200_000], true],
    ['an old join after a leave', [{ at: 100_000, isIn: false }, true, 100_000], false],
    ['a new join after a leave', [{ at: 100_000, isIn: false }, true, 110_000], true],
    ['an old leave after a join', [{ at: 100_000, isIn: true }, false, 99_000], false],
    ['a leave in the second of the join', [{ at: 100_000, isIn: true }, false, 100_000], true],
  ])('%s', (_, given, expected) => expect(isNews(...given)).toBe(expected));
});

describe('GRT-B10: kinds of service messages', () => {
  it.each([
    ['on', ['join', 'leave']],
    ['off', []],
    ['all', SERVICE_KINDS],
    ['pin, Join', ['join', 'pin']],
    ['nonsense', { unknown: 'nonsense' }],
  ])('%s', (typed, kinds) => expect(readKinds(typed)).toEqual(kinds));

  it.each([
    ['new_chat_members', 'join'],
    ['delete_chat_photo', 'photo'],
    ['video_chat_ended', 'videochat'],
    ['boost_added', 'boost'],
    ['forum_topic_created', undefined],
    ['text', undefined],
  ])('%s is %s', (field, kind) => expect(serviceKind({ message_id: 1, [field]: {} })).toBe(kind));
});
