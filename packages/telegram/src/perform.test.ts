import type { Call } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { type Api, NoAnswer } from './answer.ts';
import { follow } from './follow.ts';
import { classOf, isIdempotent, laneOf } from './methods.ts';
import { perform } from './perform.ts';

const sources = {
  readRef: (id: string) => Promise.resolve(id === 'known' ? 42 : undefined),
  readBlob: (id: string) => Promise.resolve(id === 'known' ? Buffer.from('bytes') : undefined),
};

async function performing(
  method: string,
  params: Record<string, unknown>,
  answer: Api = async () => ({ ok: true, result: true }),
) {
  const made: Record<string, unknown>[] = [];
  const api: Api = (...call) => {
    made.push(call[1]);
    return answer(...call);
  };
  return { ...(await perform({ method, params }, { api, ...sources })), made };
}

describe('perform', () => {
  it('asks the supergroup that a group has become; what is sent there is the sender’s to forward', async () => {
    const upgraded = { error_code: 400, description: 'Bad Request: group chat was upgraded to a supergroup chat' };
    const api: Api = async (_method, { chat_id: chat }) =>
      chat === -5 ? { ok: false, ...upgraded, parameters: { migrate_to_chat_id: -1001 } } : { ok: true, result: 7 };
    const asked = await performing('getChatMemberCount', { chat_id: -5 }, api);
    expect(asked).toMatchObject({ outcome: { ok: true, result: 7 }, made: [{ chat_id: -5 }, { chat_id: -1001 }] });
    expect(await performing('sendMessage', { chat_id: -5 }, api)).toMatchObject({ movedTo: -1001, made: [{}] });
  });

  it('puts message ids and files in, however deep', async () => {
    const { made, outcome } = await performing('sendMediaGroup', {
      chat_id: 1,
      reply_parameters: { message_id: { ref: 'known' } },
      media: [{ type: 'photo', media: { blob: 'known', name: 'a.png' } }],
    });
    expect(made[0]).toMatchObject({
      reply_parameters: { message_id: 42 },
      media: [{ media: { source: Buffer.from('bytes'), filename: 'a.png' } }],
    });
    expect(outcome).toMatchObject({ ok: true, tookMs: expect.any(Number) });
  });

  it.each([
    ['deleteMessage', { message_id: { ref: 'gone' } }, { ok: true, already: true }],
    ['editMessageText', { message_id: { ref: 'gone' } }, { ok: false, refusal: 'message-gone' }],
    ['sendPhoto', { photo: { blob: 'gone' } }, { ok: false, refusal: 'expired' }],
  ])('%s of something that is not there is not called', async (method, params, expected) => {
    const { made, outcome } = await performing(method, params);
    expect(made).toEqual([]);
    expect(outcome).toEqual(expected);
  });

  it('sends a reply to a message that never was as no reply', async () => {
    const { made } = await performing('sendMessage', { text: 'x', reply_parameters: { message_id: { ref: 'gone' } } });
    expect(made).toEqual([{ text: 'x' }]);
  });

  it('reads no answer as undecided and lets bugs rise', async () => {
    expect(await performing('sendMessage', {}, () => Promise.reject(new NoAnswer('x')))).toMatchObject({ retry: true });
    await expect(performing('sendMessage', {}, () => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError);
  });
});

describe('follow', () => {
  const branch = (name: string) => ({ continue: { name, chat: 1 } });
  const call: Call = {
    method: 'banChatMember',
    params: {},
    chat: 1,
    lane: 'urgent',
    label: 'x',
    ok: [branch('ok')],
    refused: { 'is-admin': [branch('admin')], 'not-member': [] },
    otherwise: [branch('otherwise')],
  };
  it.each([
    [{ ok: true }, [branch('ok')]],
    [{ ok: false, refusal: 'is-admin' }, [branch('admin')]],
    [{ ok: false, refusal: 'not-member' }, []],
    [{ ok: false, refusal: 'no-rights' }, [branch('otherwise')]],
  ] as const)('%j', (outcome, branches) => expect(follow(call, outcome)).toEqual(branches));
});

describe('methods', () => {
  it.each([
    ['sendMessage', 'send', 'normal', false],
    ['forwardMessage', 'send', 'normal', false],
    ['editMessageText', 'edit', 'normal', true],
    ['leaveChat', 'moderation', 'normal', true],
    ['deleteMessage', 'moderation', 'urgent', true],
    ['banChatMember', 'moderation', 'urgent', true],
    ['editForumTopic', 'moderation', 'urgent', true],
    ['createChatInviteLink', 'moderation', 'urgent', false],
    ['answerCallbackQuery', 'answer', 'urgent', true],
    ['getChatMember', 'read', 'urgent', true],
  ])('%s', (method, kind, lane, idempotent) => {
    expect([classOf(method), laneOf(method), isIdempotent(method)]).toEqual([kind, lane, idempotent]);
  });
});
