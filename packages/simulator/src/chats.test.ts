import { describe, expect, it } from '@jest/globals';
import { scene } from './scene.ts';

describe('messages', () => {
  it('edits only its own, and only when something changes', async () => {
    const { group, member, sent, outcome, problems } = scene();
    const { message_id } = await sent('sendMessage', { text: 'a' });
    expect(await outcome('editMessageText', { message_id, text: 'a' })).toMatch(
      /^Bad Request: message is not modified/,
    );
    expect(await outcome('editMessageText', { message_id, text: 'b' })).toBe('ok');
    expect(await outcome('editMessageText', { message_id: member.says(group, 'x').message_id, text: 'b' })).toBe(
      "Bad Request: message can't be edited",
    );
    expect(await outcome('editMessageText', { message_id: 999, text: 'b' })).toBe(
      'Bad Request: message to edit not found',
    );
    expect(problems).toEqual([]);
  });

  it('deletes by age and right', async () => {
    const { world, owner, group, bot, member, sent, outcome } = scene();
    const own = await sent('sendMessage', { text: 'a' });
    const other = member.says(group, 'x');
    owner.promotes(group, bot, ['can_pin_messages']);
    expect(await outcome('deleteMessage', { message_id: other.message_id })).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
    world.advance(49 * 3_600_000);
    expect(await outcome('deleteMessage', { message_id: own.message_id })).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
    owner.promotes(group, bot, 'all');
    expect(await outcome('deleteMessages', { message_ids: [own.message_id, other.message_id, 999] })).toBe('ok');
    expect(await outcome('deleteMessage', { message_id: own.message_id })).toBe(
      'Bad Request: message to delete not found',
    );
  });

  it('replies, quotes, and goes without a reply when allowed', async () => {
    const { group, member, sent, outcome, problems } = scene();
    const { message_id } = member.says(group, 'one two');
    const reply = await sent('sendMessage', { text: 'r', reply_parameters: { message_id, quote: 'two' } });
    expect(reply).toMatchObject({
      reply_to_message: { text: 'one two' },
      quote: { position: 4 },
      message_thread_id: message_id,
    });
    expect(
      await outcome('sendMessage', {
        text: 'r',
        reply_parameters: { message_id: 999, allow_sending_without_reply: true },
      }),
    ).toBe('ok');
    expect(problems).toEqual([]);
  });

  it('forwards with origin, copies without', async () => {
    const { group, member, sent, call, problems } = scene();
    const { message_id } = member.says(group, 'say it again');
    const forwarded = await sent('forwardMessage', { from_chat_id: group.id, message_id });
    expect(forwarded).toMatchObject({
      text: 'say it again',
      forward_origin: { type: 'user', sender_user: { id: member.id } },
    });
    await call('copyMessage', { from_chat_id: group.id, message_id });
    expect([...group.posts.values()].at(-1)?.message).toMatchObject({ text: 'say it again' });
    expect([...group.posts.values()].at(-1)?.message.forward_origin).toBeUndefined();
    expect(problems).toEqual([]);
  });

  it('pins with a service message', async () => {
    const { group, member, outcome, call, last } = scene();
    const { message_id } = member.says(group, 'important');
    expect(await outcome('pinChatMessage', { message_id })).toBe('ok');
    expect(last()?.message?.pinned_message).toMatchObject({ text: 'important' });
    expect(await call('getChat')).toMatchObject({ result: { pinned_message: { message_id } } });
    expect(await outcome('unpinChatMessage', { message_id })).toBe('ok');
    expect(await outcome('unpinChatMessage', { message_id })).toBe('Bad Request: message to unpin not found');
  });

  it('sends every kind of content as described', async () => {
    const { owner, group, sent, problems, world, bot } = scene();
    const photo = 'https://example.org/a.jpg';
    await sent('sendPhoto', { photo, caption: '<i>c</i>', parse_mode: 'HTML', has_spoiler: true });
    for (const kind of ['video', 'animation', 'audio', 'voice', 'document', 'video_note', 'sticker']) {
      const method = `send${kind.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
      await sent(method, { [kind]: `https://example.org/${kind}` });
    }
    await sent('sendDice', {});
    await sent('sendContact', { phone_number: '1', first_name: 'A' });
    await sent('sendVenue', { latitude: 1, longitude: 2, title: 'T', address: 'A' });
    const poll = await sent('sendPoll', {
      question: 'Q?',
      options: [{ text: 'a' }, { text: 'b' }],
      is_anonymous: false,
    });
    owner.votes(poll, 1);
    owner.sends(group, 'photo', { caption: '/cmd' });
    owner.reacts(poll, '👍');
    const album = await world.telegram.call(bot.token, 'sendMediaGroup', {
      chat_id: group.id,
      media: [
        { type: 'photo', media: photo },
        { type: 'photo', media: photo },
      ],
    });
    expect(album).toMatchObject({ ok: true, result: [{ photo: [{}] }, { photo: [{}] }] });
    expect(problems).toEqual([]);
  });
});

describe('joining', () => {
  it('by invite link, with its limits', async () => {
    const { world, group, call, last, problems } = scene();
    const answer = await call('createChatInviteLink', { name: 'door', member_limit: 1 });
    const link = answer.ok ? (answer.result as { invite_link: string }).invite_link : '';
    world.person().joins(group, { via: link });
    expect(last()?.message?.new_chat_members).toHaveLength(1);
    expect(() => world.person().joins(group, { via: link })).toThrow('INVITE_HASH_EXPIRED');
    expect(problems).toEqual([]);
  });

  it('by request, approved or declined once', async () => {
    const { world, group, outcome, updates, last, problems } = scene();
    const nia = world.person({ bio: 'I paint' });
    nia.requestsToJoin(group);
    expect(last()?.chat_join_request).toMatchObject({ from: { id: nia.id }, bio: 'I paint' });
    expect(await outcome('approveChatJoinRequest', { user_id: nia.id })).toBe('ok');
    expect(updates.at(-2)?.chat_member).toMatchObject({
      via_join_request: true,
      new_chat_member: { status: 'member' },
    });
    expect(await outcome('approveChatJoinRequest', { user_id: nia.id })).toBe('Bad Request: USER_ALREADY_PARTICIPANT');
    expect(await outcome('declineChatJoinRequest', { user_id: world.person().id })).toBe(
      'Bad Request: HIDE_REQUESTER_MISSING',
    );
    expect(problems).toEqual([]);
  });

  it('by a question to the guard bot, which has ten seconds', async () => {
    const { world, owner, group, bot, outcome, last, problems } = scene();
    owner.appointsGuard(group, bot);
    const ask = () => {
      const person = world.person();
      person.requestsToJoin(group);
      return { person, chat_join_request_query_id: last()?.chat_join_request?.query_id ?? '' };
    };
    const { person, ...quick } = ask();
    expect(await outcome('answerChatJoinRequestQuery', { ...quick, result: 'approve' })).toBe('ok');
    expect(group.members.get(person.id)?.status).toBe('member');
    const { person: _, ...late } = ask();
    world.advance(11_000);
    expect(await outcome('answerChatJoinRequestQuery', { ...late, result: 'approve' })).toMatch(
      /^Bad Request: query is too old/,
    );
    expect(problems).toEqual([]);
  });

  it('leaves with both signals', () => {
    const { group, member, updates, problems } = scene();
    member.leaves(group);
    expect(updates.at(-2)?.chat_member?.new_chat_member.status).toBe('left');
    expect(updates.at(-1)?.message?.left_chat_member?.id).toBe(member.id);
    expect(problems).toEqual([]);
  });
});

describe('kinds of chats', () => {
  it('a group becomes a supergroup', async () => {
    const { owner, group, updates, call, problems } = scene('group');
    const { id } = owner.upgrades(group);
    expect(await call('sendMessage', { text: 'x' })).toEqual({
      ok: false,
      error_code: 400,
      description: 'Bad Request: group chat was upgraded to a supergroup chat',
      parameters: { migrate_to_chat_id: id },
    });
    expect(
      updates.flatMap(({ message }) => message?.migrate_to_chat_id ?? message?.migrate_from_chat_id ?? []),
    ).toEqual([id, group.id]);
    expect(problems).toEqual([]);
  });

  it('a channel posts into its discussion group', () => {
    const { world, owner, group, bot, last, problems } = scene();
    const channel = world.channel({ owner, members: [bot] });
    world.link(channel, group);
    owner.says(channel, 'news');
    expect(last()?.message).toMatchObject({
      text: 'news',
      is_automatic_forward: true,
      from: { id: 777_000 },
      sender_chat: { id: channel.id },
    });
    expect(problems).toEqual([]);
  });

  it('a forum has topics that open, close and refuse', async () => {
    const { world, owner, bot, problems } = scene();
    const forum = world.supergroup({ owner, members: [bot], forum: true });
    const talk = async (method: string, params: object = {}) =>
      world.telegram.call(bot.token, method, { chat_id: forum.id, ...params });
    owner.promotes(forum, bot, ['can_manage_topics']);
    const created = await talk('createForumTopic', { name: 'News' });
    const thread = created.ok ? (created.result as { message_thread_id: number }).message_thread_id : 0;
    expect(await talk('sendMessage', { text: 'x', message_thread_id: thread })).toMatchObject({
      result: { is_topic_message: true, message_thread_id: thread },
    });
    expect(await talk('sendMessage', { text: 'x', message_thread_id: 999 })).toMatchObject({
      description: 'Bad Request: message thread not found',
    });
    expect(await talk('closeForumTopic', { message_thread_id: thread })).toMatchObject({ ok: true });
    expect(await talk('closeForumTopic', { message_thread_id: thread })).toMatchObject({
      description: 'Bad Request: TOPIC_NOT_MODIFIED',
    });
    owner.promotes(forum, bot, ['can_pin_messages']);
    expect(await talk('sendMessage', { text: 'x', message_thread_id: thread })).toMatchObject({
      description: 'Bad Request: TOPIC_CLOSED',
    });
    expect(problems).toEqual([]);
  });

  it('a forum has topics that people close, open again and rename', () => {
    const { world, owner, member, bot, problems, last } = scene();
    const forum = world.supergroup({ owner, members: [member, bot], forum: true });
    const topic = owner.opensTopic(forum, 'News');
    expect(() => member.closesTopic(forum, topic)).toThrow('Lacks can_manage_topics');
    owner.closesTopic(forum, topic);
    expect(last()?.message?.forum_topic_closed).toEqual({});
    expect(() => owner.closesTopic(forum, topic)).toThrow('TOPIC_NOT_MODIFIED');
    expect(() => member.says(forum, 'anyone?', { topic })).toThrow('TOPIC_CLOSED');
    owner.reopensTopic(forum, topic);
    owner.renamesTopic(forum, topic, 'Old news');
    expect(last()?.message).toMatchObject({ message_thread_id: topic, forum_topic_edited: { name: 'Old news' } });
    owner.renamesTopic(forum, 1, 'Lobby');
    expect(forum.topics.get(1)?.topic.name).toBe('Lobby');
    expect(() => owner.closesTopic(forum, 999)).toThrow('There is no topic 999');
    member.says(forum, 'here', { topic });
    expect(problems).toEqual([]);
  });

  it('people ask each other, and send albums and stickers', () => {
    const { owner, group, member, updates, last, problems } = scene();
    const poll = member.asks(group, 'Tea?', ['Yes', 'No'], { is_anonymous: false });
    expect(last()?.message?.poll).toMatchObject({ question: 'Tea?', is_anonymous: false, total_voter_count: 0 });
    owner.votes(poll, 1);
    expect(group.posts.get(poll.message_id)?.message.poll?.options[1]?.voter_count).toBe(1);
    expect(() => member.asks(group, 'Tea?', ['Yes'])).toThrow('POLL_ANSWERS_INVALID');
    for (const kind of ['photo', 'video'] as const) member.sends(group, kind, { mediaGroupId: '7' });
    expect(updates.slice(-2).map(({ message }) => message?.media_group_id)).toEqual(['7', '7']);
    member.sends(group, 'sticker', { emoji: '🎉' });
    expect(last()?.message?.sticker).toMatchObject({ emoji: '🎉' });
    expect(problems).toEqual([]);
  });

  it('slow mode holds members back', () => {
    const { world, group, member, owner } = scene();
    group.slowModeDelay = 10;
    member.says(group, 'one');
    expect(() => member.says(group, 'two')).toThrow('SLOWMODE_WAIT_10');
    owner.says(group, 'admins may');
    world.advance(10_000);
    member.says(group, 'two');
  });
});
