import { describe, expect, it } from '@jest/globals';
import { type ApiAnswer, NoAnswer } from './answer.ts';
import { classify } from './classify.ts';

const refusal = (
  code: number,
  text: string,
  parameters?: { retry_after?: number; migrate_to_chat_id?: number },
): ApiAnswer => ({
  ok: false,
  error_code: code,
  description: `${code === 403 ? 'Forbidden' : 'Bad Request'}: ${text}`,
  ...(parameters && { parameters }),
});

describe("Telegram's refusals", () => {
  it.each([
    ['banChatMember', 400, 'not enough rights to restrict/unrestrict chat member', 'no-rights'],
    ['banChatMember', 400, 'CHAT_ADMIN_REQUIRED', 'no-rights'],
    ['promoteChatMember', 400, 'RIGHT_FORBIDDEN', 'no-rights'],
    ['deleteMessage', 400, 'MESSAGE_DELETE_FORBIDDEN', 'no-rights'],
    ['pinChatMessage', 400, 'not enough rights to manage pinned messages in the chat', 'no-rights'],
    ['banChatMember', 400, 'need administrator rights in the channel chat', 'no-rights'],
    ['sendMessage', 400, 'need administrator rights in the channel chat', 'cannot-speak'],
    ['sendMessage', 400, 'not enough rights to send text messages to the chat', 'cannot-speak'],
    ['sendMessage', 400, 'have no rights to send a message', 'cannot-speak'],
    ['sendPhoto', 400, 'CHAT_SEND_PHOTOS_FORBIDDEN', 'cannot-speak'],
    ['sendMessage', 400, 'CHAT_WRITE_FORBIDDEN', 'cannot-speak'],
    ['sendMessage', 400, 'CHAT_RESTRICTED', 'cannot-speak'],
    ['sendMessage', 403, "bot can't initiate conversation with a user", 'cannot-speak'],
    ['banChatMember', 403, 'something never seen before', 'no-rights'],
    ['banChatMember', 400, 'user is an administrator of the chat', 'is-admin'],
    ['restrictChatMember', 400, "can't restrict self", 'is-admin'],
    ['banChatMember', 400, "can't remove chat owner", 'is-owner'],
    ['promoteChatMember', 400, "can't demote chat creator", 'is-owner'],
    ['restrictChatMember', 400, 'USER_NOT_PARTICIPANT', 'not-member'],
    ['getChatMember', 400, 'member not found', 'not-member'],
    ['banChatMember', 400, 'user not found', 'user-unknown'],
    ['banChatMember', 400, 'PARTICIPANT_ID_INVALID', 'user-unknown'],
    ['banChatMember', 400, 'USER_ID_INVALID', 'user-unknown'],
    ['banChatMember', 400, 'invalid user_id specified', 'user-unknown'],
    ['deleteMessage', 400, "message can't be deleted for everyone", 'too-old'],
    ['deleteMessage', 400, "message can't be deleted", 'too-old'],
    ['editMessageText', 400, "message can't be edited", 'too-old'],
    ['editMessageText', 400, 'message to edit not found', 'message-gone'],
    ['pinChatMessage', 400, 'message to pin not found', 'message-gone'],
    ['sendMessage', 400, 'message to be replied not found', 'message-gone'],
    ['forwardMessage', 400, 'MESSAGE_ID_INVALID', 'message-gone'],
    ['answerCallbackQuery', 400, 'query is too old and response timeout expired or query ID is invalid', 'expired'],
    ['sendMessage', 400, 'TOPIC_CLOSED', 'topic-closed'],
    ['sendMessage', 400, 'message thread not found', 'topic-closed'],
    ['sendMessage', 403, 'bot was kicked from the supergroup chat', 'chat-gone'],
    ['sendMessage', 403, 'bot is not a member of the group chat', 'chat-gone'],
    ['sendMessage', 403, 'bot was blocked by the user', 'chat-gone'],
    ['sendMessage', 403, 'user is deactivated', 'chat-gone'],
    ['sendMessage', 403, 'the group chat was deleted', 'chat-gone'],
    ['sendMessage', 400, 'chat not found', 'chat-gone'],
    ['sendMessage', 400, 'group chat was deactivated', 'chat-gone'],
    ['restrictChatMember', 400, 'method is available only for supergroups', 'supergroup-only'],
    ['unbanChatMember', 400, 'method is available for supergroup and channel chats only', 'supergroup-only'],
    ['sendMessage', 400, 'message text is empty', 'invalid'],
    ['sendMessage', 400, 'can\'t parse entities: Unsupported start tag "x" at byte offset 0', 'invalid'],
    ['sendMessage', 404, 'Not Found', 'invalid'],
  ])('%s, %d %s: %s', (method, code, text, expected) => {
    const verdict = classify(method, refusal(code, text));
    expect(verdict.outcome).toEqual({ ok: false, refusal: expected });
    expect(verdict.error).toEqual({ code, text: expect.stringContaining(text) });
  });

  it.each([
    ['deleteMessage', 'message to delete not found'],
    ['editMessageText', 'message is not modified: specified new message content and reply markup are exactly the same'],
    ['setChatPermissions', 'CHAT_NOT_MODIFIED'],
    ['setChatTitle', 'chat title is not modified'],
    ['unbanChatMember', 'USER_NOT_PARTICIPANT'],
    ['approveChatJoinRequest', 'USER_ALREADY_PARTICIPANT'],
    ['declineChatJoinRequest', 'HIDE_REQUESTER_MISSING'],
  ])('%s, %s: is so already', (method, text) => {
    expect(classify(method, refusal(400, text)).outcome).toEqual({ ok: true, already: true });
  });
});

describe('answers that decide nothing', () => {
  it('429 says how long to wait and for whom', () => {
    const answer = refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 });
    expect(classify('sendMessage', answer).wait).toEqual({ ms: 7_250, scope: 'chat' });
    expect(classify('setMyCommands', answer).wait?.scope).toBe('bot');
  });

  it.each([500, 502, 504, 401])('%d is tried again', (code) => {
    expect(classify('sendMessage', refusal(code, 'x'))).toMatchObject({ outcome: { refusal: 'unknown' }, retry: true });
  });

  it('no answer is tried again; other errors are bugs', () => {
    expect(classify('sendMessage', new NoAnswer('timed out'))).toMatchObject({ retry: true });
    expect(() => classify('sendMessage', new TypeError('x'))).toThrow(TypeError);
  });

  it('a migrated group names its new id', () => {
    const answer = refusal(400, 'group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1001 });
    expect(classify('sendMessage', answer)).toMatchObject({ movedTo: -1001 });
  });
});

describe('success', () => {
  it.each([
    [
      { message_id: 5, text: 'x' },
      { ok: true, messageId: 5 },
    ],
    [[{ message_id: 5 }, { message_id: 6 }], { ok: true, messageId: 5 }],
    [true, { ok: true }],
    [{ status: 'member' }, { ok: true, result: { status: 'member' } }],
  ])('%j', (result, outcome) => expect(classify('sendMessage', { ok: true, result })).toEqual({ outcome }));

  it('of a question is its result, whole', () => {
    const result = [{ message_id: 5, text: 'x' }];
    expect(classify('getChat', { ok: true, result }).outcome).toEqual({ ok: true, result });
  });
});
