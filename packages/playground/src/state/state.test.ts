import type { CallView, ChatView, UpdateView } from '@alita/simulator';
import type { ChatMember, Update } from '@grammyjs/types';
import { describe, expect, it } from '@jest/globals';
import { deedsFor, standingOf } from './standing.ts';
import { timeline } from './timeline.ts';

const chat = { id: -1, type: 'supergroup' } as const;
const user = { id: 7, is_bot: false, first_name: 'Max' };

const update = (id: number, at: number, content: Partial<UpdateView['update']>): UpdateView => ({
  botId: 1,
  at,
  update: { update_id: id, ...content },
});
const message = (message_id: number): NonNullable<Update['message']> => ({
  message_id,
  date: 0,
  chat: { ...chat, title: 'Club' },
  from: user,
  text: 'hi',
});
const call = (n: number, startedAt: number, params: CallView['params']): CallView => ({
  n,
  botId: 1,
  method: 'sendMessage',
  params,
  answer: { ok: true, result: true },
  startedAt,
  endedAt: startedAt + 1,
});

describe('timeline', () => {
  const updates = [update(1, 100, { message: message(5) }), update(2, 110, { message: message(6) })];

  it('puts a reply under the message it answers, newest first', () => {
    const reply = call(1, 120, { chat_id: '-1', reply_parameters: '{"message_id":5}' });
    expect(timeline(updates, [reply]).map(({ calls }) => calls.length)).toEqual([0, 1]);
  });

  it('puts other calls under the latest update of the chat, and late ones alone', () => {
    const happenings = timeline(updates, [call(1, 120, { chat_id: -1 }), call(2, 60_000, { chat_id: -1 })]);
    expect(happenings.map(({ key, calls }) => [key, calls.length])).toEqual([
      ['c2', 1],
      ['u1:2', 1],
      ['u1:1', 0],
    ]);
  });
});

describe('standing', () => {
  const view: ChatView = {
    key: '-1',
    id: -1,
    type: 'supergroup',
    title: 'Club',
    description: '',
    forum: false,
    joinByRequest: false,
    slowMode: 0,
    pinned: [],
    requests: [],
    topics: [],
    permissions: Object.fromEntries(
      ['can_send_messages', 'can_react_to_messages'].map((name) => [name, true]),
    ) as ChatView['permissions'],
  };
  const banned: ChatMember = { status: 'kicked', user, until_date: 1000 };

  it('knows bans that ran out', () => {
    expect(standingOf(view, banned, 999)).toMatchObject({ status: 'kicked', isIn: false });
    expect(standingOf(view, banned, 1000)).toMatchObject({ status: 'left', isIn: false });
  });

  it.each([
    ['a member with their own message', { status: 'member', user }, 7, ['reply', 'react', 'forward', 'edit', 'delete']],
    ["a member with another's message", { status: 'member', user }, 8, ['reply', 'react', 'forward']],
    ['a stranger', { status: 'left', user }, 8, ['forward']],
    ['the owner', { status: 'creator', user, is_anonymous: false }, 8, ['reply', 'react', 'forward', 'pin', 'delete']],
  ] as const)('%s', (_, member, author, deeds) => {
    const standing = standingOf(view, member, 0);
    const theirs = { ...message(1), from: { ...user, id: author } };
    expect(deedsFor(view, standing, 7, theirs)).toEqual(deeds);
  });
});
