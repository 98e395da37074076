import { describe, expect, it } from '@jest/globals';
import { noPermissions, Refused } from './index.ts';
import { scene } from './scene.ts';

const NO_RESTRICT = 'Bad Request: not enough rights to restrict/unrestrict chat member';

describe('banning and restricting', () => {
  it.each([
    ['banChatMember', {}],
    ['unbanChatMember', {}],
    ['restrictChatMember', { permissions: {} }],
  ])('%s needs the right', async (method, params) => {
    const { owner, group, bot, member, outcome } = scene();
    owner.promotes(group, bot, ['can_delete_messages']);
    expect(await outcome(method, { user_id: member.id, ...params })).toBe(NO_RESTRICT);
  });

  it('bans strangers by id, and unbans only who is banned when asked so', async () => {
    const { world, group, member, outcome, problems } = scene();
    const stranger = world.person();
    expect(await outcome('banChatMember', { user_id: stranger.id })).toBe('ok');
    expect(() => stranger.joins(group)).toThrow(Refused);
    expect(await outcome('unbanChatMember', { user_id: stranger.id, only_if_banned: true })).toBe('ok');
    stranger.joins(group);
    await outcome('unbanChatMember', { user_id: member.id, only_if_banned: true });
    expect(group.members.get(member.id)?.status).toBe('member');
    await outcome('unbanChatMember', { user_id: member.id });
    expect(group.members.get(member.id)?.status).toBe('left');
    expect(problems).toEqual([]);
  });

  it.each([
    [10, 0],
    [400 * 86_400, 0],
    [3600, 3600],
  ])('until_date in %i s bans for %i s (0 = for good)', async (ahead, expected) => {
    const { world, group, member, outcome } = scene();
    await outcome('banChatMember', { user_id: member.id, until_date: world.clock.seconds() + ahead });
    expect(group.members.get(member.id)?.until).toBe(expected && world.clock.seconds() + expected);
  });

  it('keeps a restriction through leaving and joining, and ends it in time', async () => {
    const { world, group, member, outcome } = scene();
    await outcome('restrictChatMember', {
      user_id: member.id,
      permissions: noPermissions,
      until_date: world.clock.seconds() + 600,
    });
    member.leaves(group);
    member.joins(group);
    expect(() => member.says(group, 'x')).toThrow('May not send text messages here');
    world.advance(601_000);
    expect(member.says(group, 'x').text).toBe('x');
  });

  it('restricts only in supergroups', async () => {
    const { outcome, member } = scene('group');
    expect(await outcome('restrictChatMember', { user_id: member.id, permissions: {} })).toBe(
      'Bad Request: method is available only for supergroups',
    );
    expect(await outcome('banChatMember', { user_id: member.id })).toBe('ok');
  });

  it('mutes who is not in the chat: it holds from the moment they join', async () => {
    const { world, group, outcome } = scene();
    const stranger = world.person();
    expect(await outcome('restrictChatMember', { user_id: stranger.id, permissions: noPermissions })).toBe('ok');
    stranger.joins(group);
    expect(() => stranger.says(group, 'x')).toThrow(Refused);
  });

  it('revokes messages', async () => {
    const { group, member, outcome } = scene();
    member.says(group, 'spam');
    await outcome('banChatMember', { user_id: member.id, revoke_messages: true });
    expect([...group.posts.values()].filter(({ deleted }) => deleted)).toHaveLength(1);
  });

  it('bans channels as senders', async () => {
    const { world, group, member, outcome } = scene();
    const channel = world.channel({ owner: member });
    member.says(group, 'as channel', { as: channel });
    expect(await outcome('banChatSenderChat', { sender_chat_id: channel.id })).toBe('ok');
    expect(() => member.says(group, 'again', { as: channel })).toThrow(Refused);
    expect(await outcome('banChatSenderChat', { sender_chat_id: group.id })).toBe(
      'Bad Request: PARTICIPANT_ID_INVALID',
    );
  });
});

describe('administrators', () => {
  it('promotes with what the bot has, titles, and demotes', async () => {
    const { owner, group, bot, member, outcome, call, last } = scene();
    expect(await outcome('promoteChatMember', { user_id: member.id, can_delete_messages: true })).toBe('ok');
    expect(last()?.chat_member?.new_chat_member).toMatchObject({
      status: 'administrator',
      can_delete_messages: true,
      can_restrict_members: false,
    });
    expect(await call('getChatMember', { user_id: member.id })).toMatchObject({ result: { can_be_edited: true } });
    expect(await outcome('setChatAdministratorCustomTitle', { user_id: member.id, custom_title: 'Helper' })).toBe('ok');
    expect(await outcome('banChatMember', { user_id: member.id })).toBe('ok');
    owner.promotes(group, bot, ['can_promote_members']);
    expect(await outcome('promoteChatMember', { user_id: owner.id, can_pin_messages: true })).toBe(
      "Bad Request: can't edit chat owner",
    );
    expect(await outcome('promoteChatMember', { user_id: bot.id })).toBe("Bad Request: can't promote self");
  });

  it('cannot hand out rights it lacks', async () => {
    const { owner, group, bot, member, outcome } = scene();
    owner.promotes(group, bot, ['can_promote_members']);
    expect(await outcome('promoteChatMember', { user_id: member.id, can_pin_messages: true })).toBe(
      'Bad Request: RIGHT_FORBIDDEN',
    );
  });

  it('lists administrators; anonymous ones speak as the group', async () => {
    const { owner, group, member, call, last } = scene();
    owner.promotes(group, member, ['is_anonymous', 'can_delete_messages'], 'Ghost');
    expect(await call('getChatAdministrators')).toMatchObject({
      result: [{ status: 'creator' }, { is_anonymous: true, custom_title: 'Ghost' }, { user: { is_bot: true } }],
    });
    member.says(group, 'boo');
    expect(last()?.message).toMatchObject({
      from: { id: 1_087_968_824 },
      sender_chat: { id: group.id },
      author_signature: 'Ghost',
    });
  });
});

describe('the bot’s own place', () => {
  it('is told by my_chat_member, and refused once out', async () => {
    const { owner, group, bot, outcome, last } = scene();
    owner.bans(group, bot);
    expect(last()?.my_chat_member?.new_chat_member.status).toBe('kicked');
    expect(await outcome('sendMessage', { text: 'x' })).toBe('Forbidden: bot was kicked from the supergroup chat');
    owner.unbans(group, bot);
    expect(await outcome('sendMessage', { text: 'x' })).toBe('Forbidden: bot is not a member of the supergroup chat');
  });

  it('may be muted itself', async () => {
    const { owner, group, bot, outcome } = scene();
    owner.promotes(group, bot, []);
    owner.restricts(group, bot, { can_send_photos: true });
    expect(await outcome('sendMessage', { text: 'x' })).toBe(
      'Bad Request: not enough rights to send text messages to the chat',
    );
    expect(await outcome('sendPhoto', { photo: 'https://example.org/a.jpg' })).toBe('ok');
  });

  it('sees with privacy mode only what concerns it', () => {
    const { world, owner, group } = scene();
    const shy = world.bot({ username: 'shy_bot', privacy: true });
    const texts: (string | undefined)[] = [];
    owner.adds(group, shy);
    world.onUpdate(shy.id, ({ message }) => texts.push(message?.text));
    for (const text of ['hello', '/cmd', '/cmd@warden_bot', '/cmd@shy_bot', 'hi @shy_bot']) owner.says(group, text);
    expect(texts).toEqual(['/cmd', '/cmd@shy_bot', 'hi @shy_bot']);
  });
});
