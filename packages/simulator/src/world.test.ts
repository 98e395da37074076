import { describe, expect, it } from '@jest/globals';
import { noPermissions, Refused } from './index.ts';
import { scene } from './scene.ts';

describe('the world', () => {
  it('tells the bot what people say, with entities as apps mark them', () => {
    const { member, group, last } = scene();
    member.says(group, '/ban@warden_bot @olga see https://example.org, #spam');
    expect(last()?.message).toMatchObject({ chat: { id: group.id }, from: { first_name: 'Max' } });
    expect(last()?.message?.entities).toEqual([
      { type: 'bot_command', offset: 0, length: 15 },
      { type: 'mention', offset: 16, length: 5 },
      { type: 'url', offset: 26, length: 19 },
      { type: 'hashtag', offset: 47, length: 5 },
    ]);
  });

  it('bans with chat_member and a service message, and keeps the banned out until the ban ends', async () => {
    const { world, member, group, call, updates } = scene();
    const soon = world.clock.seconds() + 3600;
    expect(await call('banChatMember', { user_id: member.id, until_date: soon })).toEqual({ ok: true, result: true });
    expect(updates.at(-2)?.chat_member).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked', until_date: soon },
    });
    expect(updates.at(-1)?.message?.left_chat_member?.id).toBe(member.id);
    expect(() => member.joins(group)).toThrow(Refused);
    world.advance(3_601_000);
    member.joins(group);
    expect(updates.at(-1)?.message?.new_chat_members?.[0]?.id).toBe(member.id);
  });

  it('refuses in the words of Telegram', async () => {
    const { owner, member, group, call, bot } = scene();
    expect(await call('banChatMember', { user_id: owner.id })).toMatchObject({
      error_code: 400,
      description: "Bad Request: can't remove chat owner",
    });
    owner.promotes(group, member, ['can_delete_messages']);
    expect(await call('banChatMember', { user_id: member.id })).toMatchObject({
      description: 'Bad Request: user is an administrator of the chat',
    });
    owner.promotes(group, bot, ['can_delete_messages']);
    expect(await call('banChatMember', { user_id: member.id })).toMatchObject({
      description: 'Bad Request: not enough rights to restrict/unrestrict chat member',
    });
  });

  it('mutes: the muted cannot speak until unmuted', async () => {
    const { member, group, call } = scene();
    await call('restrictChatMember', { user_id: member.id, permissions: noPermissions });
    expect(() => member.says(group, 'hi')).toThrow(Refused);
    await call('restrictChatMember', { user_id: member.id, permissions: group.permissions });
    expect(member.says(group, 'hi').text).toBe('hi');
  });

  it('sends HTML with a keyboard whose button can be pressed and answered', async () => {
    const { owner, group, call, last } = scene();
    const markup = { inline_keyboard: [[{ text: 'Undo', callback_data: 'undo|v1' }]] };
    const sent = await call('sendMessage', {
      text: '<b>Max</b> &lt;gone&gt;',
      parse_mode: 'HTML',
      reply_markup: markup,
    });
    expect(sent).toMatchObject({
      ok: true,
      result: { text: 'Max <gone>', entities: [{ type: 'bold', offset: 0, length: 3 }] },
    });
    const message = [...group.posts.values()].at(-1)?.message;
    if (!message) throw new Error('nothing was sent');
    const answer = owner.presses(message, 'Undo');
    const query = last()?.callback_query;
    expect(query).toMatchObject({
      data: 'undo|v1',
      from: { id: owner.id },
      message: { message_id: message.message_id },
    });
    await call('answerCallbackQuery', { callback_query_id: query?.id, text: 'Done' });
    expect(await answer).toEqual({ text: 'Done', showAlert: false });
    expect(await call('answerCallbackQuery', { callback_query_id: query?.id })).toMatchObject({
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    });
  });

  it('lets a press run out of time', async () => {
    const { world, owner, group, call } = scene();
    await call('sendMessage', { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] } });
    const message = [...group.posts.values()].at(-1)?.message;
    if (!message) throw new Error('nothing was sent');
    const answer = owner.presses(message, 'a');
    world.advance(16_000);
    expect(await answer).toBeUndefined();
  });

  it('keeps bots out of private chats nobody opened', async () => {
    const { world, bot, member } = scene();
    const say = () => world.telegram.call(bot.token, 'sendMessage', { chat_id: member.id, text: 'hi' });
    expect(await say()).toMatchObject({
      error_code: 403,
      description: "Forbidden: bot can't initiate conversation with a user",
    });
    member.starts(bot);
    expect(await say()).toMatchObject({ ok: true });
    member.stops(bot);
    expect(await say()).toMatchObject({ error_code: 403, description: 'Forbidden: bot was blocked by the user' });
  });
});
