import type { Chat, MembershipChange, Message, Person, TimerOrder, Windows } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { Crowd } from './crowd.ts';
import { announcements, crossings } from './doors.ts';
import { GreetingSettings } from './module.ts';

const CHAT: Chat = { id: -1_001, type: 'supergroup', title: 'Group' };
const ANN = { id: 7, first_name: 'Ann' };
const person: Person = { id: ANN.id, name: ANN.first_name };
const admin: Person = { id: 8, name: 'Admin' };

/** What happened, and when by Telegram's clock in seconds. */
type Happening = readonly ['joins' | 'leaves' | 'is-banned', at: number];

/** A door with a memory of its own. */
function door() {
  const kept = new Map<string, unknown>();
  const timers: TimerOrder[] = [];
  const windows: Windows = {
    read: (name, schema) => Promise.resolve(schema.safeParse(kept.get(name)).data),
    write: (name, value) => void kept.set(name, value),
  };
  const context = {
    chat: CHAT,
    me: { id: 1, name: 'Alita', username: 'alita_bot' },
    settings: GreetingSettings.parse({ goodbye: { on: true } }),
    now: new Date(200_000),
    windows,
    timer: (order: TimerOrder) => void timers.push(order),
  };
  const changed = ([what, at]: Happening) => {
    const inside = { status: 'member', isMember: true };
    const outside = { status: what === 'is-banned' ? 'kicked' : 'left', isMember: false };
    const event: MembershipChange = {
      chat: CHAT,
      actor: what === 'is-banned' ? admin : person,
      member: person,
      before: what === 'joins' ? outside : inside,
      after: what === 'joins' ? inside : outside,
      date: new Date(at * 1_000),
      raw: { new_chat_member: { user: ANN } },
    };
    return crossings.run({ ...context, event } as never);
  };
  const noticed = ([what, at]: Happening) => {
    const raw = what === 'joins' ? { new_chat_members: [ANN] } : { left_chat_member: ANN };
    const message: Pick<Message, 'raw' | 'date'> = { raw, date: new Date(at * 1_000) };
    return announcements.run({ ...context, message } as never);
  };
  const waiting = (occasion: string) =>
    (Crowd.safeParse(kept.get(`waiting-${occasion}`)).data?.named ?? []).map(({ user }) => user.id);
  return { changed, noticed, waiting };
}

/** All ways in which two streams can arrive, each in its own order: `true` takes from the first. */
function merges(first: number, second: number): boolean[][] {
  if (first === 0 || second === 0) return [[...Array(first).fill(true), ...Array(second).fill(false)]];
  return [
    ...merges(first - 1, second).map((rest) => [true, ...rest]),
    ...merges(first, second - 1).map((rest) => [false, ...rest]),
  ];
}

describe('GRT-B5: one join is told twice, in any order', () => {
  it.each<[string, readonly Happening[], welcomes: number[]]>([
    ['a join', [['joins', 100]], [ANN.id]],
    [
      'a join and a leave',
      [
        ['joins', 100],
        ['leaves', 101],
      ],
      [],
    ],
    [
      'GRT-B6: a raider banned in the same second',
      [
        ['joins', 100],
        ['is-banned', 100],
      ],
      [],
    ],
    [
      'GRT-B6: a raider banned a little later',
      [
        ['joins', 100],
        ['is-banned', 103],
      ],
      [],
    ],
    [
      'a second visit',
      [
        ['joins', 100],
        ['leaves', 130],
        ['joins', 160],
      ],
      [ANN.id],
    ],
    [
      'two visits',
      [
        ['joins', 100],
        ['leaves', 110],
        ['joins', 115],
        ['leaves', 190],
      ],
      [],
    ],
  ])('%s', async (_, happened, welcomes) => {
    for (const order of merges(happened.length, happened.length)) {
      const { changed, noticed, waiting } = door();
      const streams = [[...happened], [...happened]];
      for (const isChange of order) {
        const next = streams[isChange ? 0 : 1]?.shift();
        if (next) await (isChange ? changed(next) : noticed(next));
      }
      expect([order, waiting('welcome')]).toEqual([order, welcomes]);
      expect(waiting('goodbye').length).toBeLessThanOrEqual(1);
    }
  });

  it('GRT-16, GRT-B6: says goodbye to who leaves, not to who is banned or was never welcomed', async () => {
    const leaver = door();
    await leaver.noticed(['leaves', 100]);
    expect(leaver.waiting('goodbye')).toEqual([]);
    await leaver.changed(['leaves', 100]);
    await leaver.changed(['leaves', 101]);
    expect(leaver.waiting('goodbye')).toEqual([ANN.id]);
    await leaver.changed(['joins', 110]);
    expect(leaver.waiting('goodbye')).toEqual([]);

    const banned = door();
    await banned.changed(['is-banned', 100]);
    expect(banned.waiting('goodbye')).toEqual([]);

    const hasty = door();
    await hasty.changed(['joins', 100]);
    await hasty.changed(['leaves', 101]);
    expect(hasty.waiting('goodbye')).toEqual([]);
  });
});
