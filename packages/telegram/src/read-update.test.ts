import { describe, expect, it } from '@jest/globals';
import { readUpdate } from './read-update.ts';
import { routeOf } from './route.ts';

const group = { id: -1001, type: 'supergroup', title: 'Group', is_forum: true };
const alice = { id: 7, is_bot: false, first_name: 'Alice', last_name: 'A.', username: 'alice', language_code: 'es' };
const channel = { id: -1002, type: 'channel', title: 'Channel', username: 'chan' };
const plain = { message_id: 5, date: 1_700_000_000, chat: group, from: alice, text: 'hello' };
const message = (fields: object) => ({ update_id: 1, message: { ...plain, ...fields } });

describe('a message', () => {
  it('is read with its sender and text', () => {
    expect(readUpdate(message({}))).toMatchObject({
      kind: 'message',
      chat: { id: -1001, type: 'supergroup', title: 'Group', isForum: true },
      on: {
        id: 5,
        text: 'hello',
        userId: 7,
        date: new Date(1_700_000_000_000),
        sender: { id: 7, name: 'Alice A.', username: 'alice', language: 'es', kind: 'user' },
      },
    });
  });

  it('has no halves of characters, which no database takes', () => {
    expect(readUpdate(message({ text: 'a\ud83db' }))).toMatchObject({ on: { text: 'a\ufffdb' } });
  });

  it.each([
    ['anonymous-admin', group, false, group.id],
    ['channel', channel, false, channel.id],
    ['linked-channel', channel, true, channel.id],
    ['group', { ...group, id: -1009 }, false, -1009],
  ])('PERM-3 can be signed by %s', (kind, sender_chat, is_automatic_forward, id) => {
    const read = readUpdate(message({ sender_chat, is_automatic_forward, from: { ...alice, id: 1087968824 } }));
    expect(read).toMatchObject({ on: { userId: 1087968824, sender: { kind, id } } });
  });

  it('PERM-5 of a channel has no user', () => {
    const post = { update_id: 1, channel_post: { ...plain, chat: channel, sender_chat: channel, from: undefined } };
    expect(readUpdate(post)).toMatchObject({
      kind: 'channelPost',
      on: { userId: 0, sender: { kind: 'channel-post' } },
    });
  });

  it('has the caption as its text, with the links of both kinds', () => {
    const read = readUpdate(
      message({
        text: undefined,
        caption: '😀 see example.org here',
        caption_entities: [
          { type: 'url', offset: 7, length: 11 },
          { type: 'text_link', offset: 19, length: 4, url: 'https://hidden.example' },
          { type: 'text_mention', offset: 3, length: 3, user: alice },
          { type: 5 },
        ],
      }),
    );
    expect(read).toMatchObject({ on: { links: ['example.org', 'https://hidden.example'] } });
    expect(read).toMatchObject({ on: { entities: [{}, {}, { user: { id: 7, name: 'Alice A.' } }] } });
  });

  it('knows the reply and its quote, and that the opening of a topic is none', () => {
    const reply = readUpdate(message({ reply_to_message: { ...plain, message_id: 3 }, quote: { text: 'hel' } }));
    expect(reply).toMatchObject({ on: { replyTo: { id: 3 }, quote: 'hel' } });
    const opening = { ...plain, message_id: 2, forum_topic_created: { name: 'x' } };
    const inTopic = readUpdate(message({ is_topic_message: true, message_thread_id: 2, reply_to_message: opening }));
    expect(inTopic).toMatchObject({ on: { topicId: 2, replyTo: undefined } });
  });

  it('has a topic only in a forum', () => {
    expect(readUpdate(message({ message_thread_id: 2 }))).toMatchObject({ on: { topicId: undefined } });
  });

  it('of a migration says the same in both groups', () => {
    const old = { id: -5, type: 'group', title: 'Group' };
    const migration = { kind: 'migration', on: { from: -5, to: -1001 } };
    expect(readUpdate(message({ chat: old, migrate_to_chat_id: -1001 }))).toMatchObject(migration);
    expect(readUpdate(message({ migrate_from_chat_id: -5 }))).toMatchObject(migration);
  });
});

describe('other updates', () => {
  it('a press', () => {
    const press = { id: '9', from: alice, data: 'x', message: plain };
    expect(readUpdate({ update_id: 1, callback_query: press })).toMatchObject({
      kind: 'press',
      on: { id: '9', actor: { id: 7 }, messageId: 5, message: { id: 5 }, data: 'x' },
    });
    const gone = { ...press, message: { chat: group, message_id: 5, date: 0 } };
    expect(readUpdate({ update_id: 1, callback_query: gone })).toMatchObject({
      on: { messageId: 5, message: undefined },
    });
  });

  it.each([
    ['member', { status: 'member' }, true],
    ['restricted inside', { status: 'restricted', is_member: true }, true],
    ['restricted outside', { status: 'restricted', is_member: false }, false],
    ['left', { status: 'left' }, false],
  ])('a member who is %s', (_name, standing, isMember) => {
    const change = { chat: group, from: alice, date: 1, old_chat_member: { status: 'left', user: alice } };
    const update = { update_id: 1, chat_member: { ...change, new_chat_member: { user: alice, ...standing } } };
    expect(readUpdate(update)).toMatchObject({
      kind: 'member',
      on: { before: { isMember: false }, after: { isMember } },
    });
  });

  it('a join request', () => {
    const update = { update_id: 1, chat_join_request: { chat: group, from: alice, date: 1, user_chat_id: 7 } };
    expect(readUpdate(update)).toMatchObject({ kind: 'joinRequest', on: { person: { id: 7 } } });
  });
});

const ODD: unknown[] = [
  undefined,
  null,
  5,
  'x',
  [],
  {},
  { update_id: 1 },
  { update_id: 1, message: null },
  { update_id: 1, message: [] },
  { update_id: 1, message: {} },
  { update_id: 1, message: { ...plain, message_id: 'x' } },
  { update_id: 1, message: { ...plain, chat: { id: 2 ** 60, type: 'group' } } },
  { update_id: 1, message: { ...plain, chat: { id: 5, type: 'odd' } } },
  { update_id: 1, message: { ...plain, from: 7 } },
  { update_id: 1, message: { ...plain, text: 'x'.repeat(1_000_000) } },
  { update_id: 1, poll: { id: '1' } },
  { update_id: 1, inline_query: { id: '1', from: alice, query: '' } },
  { update_id: 1, callback_query: { id: '1', from: alice, inline_message_id: 'x', data: 'x' } },
  { update_id: 1, constructor: { chat: group } },
  { update_id: 1, never_heard_of: { chat: group } },
];

describe('odd input', () => {
  it.each(ODD.map((update) => [update]))('%#: no event, no error', (update) => {
    expect(readUpdate(update)).toBeUndefined();
    expect(() => routeOf(update)).not.toThrow();
  });

  it('inside a message is left out', () => {
    const read = readUpdate(message({ entities: 'x', reply_to_message: 5, quote: [], date: 'x' }));
    expect(read).toMatchObject({ on: { entities: [], links: [], replyTo: undefined, quote: undefined } });
  });
});

describe('routeOf', () => {
  it.each([
    [message({}), { updateId: 1, kind: 'message', chat: -1001, user: 7 }],
    [
      { update_id: 2, callback_query: { from: alice, message: plain } },
      { updateId: 2, kind: 'callback_query', chat: -1001, user: 7 },
    ],
    [
      { update_id: 3, inline_query: { from: alice } },
      { updateId: 3, kind: 'inline_query', user: 7 },
    ],
    [
      { update_id: 4, poll_answer: { user: alice } },
      { updateId: 4, kind: 'poll_answer', user: 7 },
    ],
    [
      { update_id: 5, poll: {} },
      { updateId: 5, kind: 'poll' },
    ],
    [
      { update_id: 6, never_heard_of: { chat: group } },
      { updateId: 6, kind: 'never_heard_of', chat: -1001 },
    ],
    [{ update_id: -1, message: plain }, undefined],
    [{ message: plain }, undefined],
  ])('%#', (update, route) => expect(routeOf(update)).toEqual(route));
});
