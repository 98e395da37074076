import { describe, expect, it } from '@jest/globals';
import { description, type Field } from '../description/description.ts';
import { sampleOf } from '../description/sample.ts';
import { problemsOf } from '../description/validate.ts';
import { Upload } from '../index.ts';
import { scene } from '../scene.ts';

/** Methods that answer for the whole server or end what the others need. */
const LAST = new Set(['getUpdates', 'leaveChat']);

describe('every method of the description', () => {
  const names = Object.keys(description.methods).sort((a, b) => Number(LAST.has(a)) - Number(LAST.has(b)));

  it.each(names)('%s takes its required parameters and answers as described', async (name) => {
    const { call, group, member, sent, problems } = scene();
    const { message_id } = await sent('sendMessage', { text: 'before' });
    const known: Record<string, unknown> = {
      chat_id: group.id,
      from_chat_id: group.id,
      user_id: member.id,
      message_id,
      message_ids: [message_id],
      text: 'after',
      url: 'https://example.org/hook',
      emoji: '🎲',
      latitude: 1,
      longitude: 2,
    };
    const fields = description.methods[name]?.fields ?? [];
    const params = Object.fromEntries(
      fields.filter(({ required }) => required).map((field) => [field.name, known[field.name] ?? sample(field)]),
    );
    const answer = await call(name, params);
    if (answer.ok) {
      const returns = description.methods[name]?.returns ?? [];
      const found = returns.map((type) => problemsOf(type, answer.result));
      expect(found.sort((a, b) => a.length - b.length)[0]).toEqual([]);
    } else expect(answer).toMatchObject({ error_code: 400, description: expect.stringMatching(/^Bad Request: /) });
    expect(problems).toEqual([]);
  });

  it.each(names.filter((name) => description.methods[name]?.fields?.some(({ required }) => required)))(
    '%s refuses to go without them',
    async (name) => {
      const { world, bot } = scene();
      const answer = await world.telegram.call(bot.token, name, {});
      expect(answer).toMatchObject({ ok: false, error_code: 400 });
    },
  );

  it('knows no others, and does not mind the case', async () => {
    const { outcome, call } = scene();
    expect(await call('sendPigeon')).toEqual({
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    });
    expect(await outcome('GETME')).toBe('ok');
  });
});

function sample({ types }: Field): unknown {
  if (types.includes('InputFile')) return new Upload(Buffer.from('bytes'), 'a.bin');
  const [type = 'String'] = types;
  return type.startsWith('Array of Input') ? [sampleOf(type.slice('Array of '.length))] : sampleOf(type);
}

describe('parameters', () => {
  it.each([
    ['sendMessage', { chat_id: undefined, text: 'x' }, 'chat_id is empty'],
    ['sendMessage', { text: '' }, 'message text is empty'],
    ['sendMessage', { text: 'x', chat_id: '@nobody_here' }, 'chat not found'],
    ['sendMessage', { text: 'x', chat_id: 12_345 }, 'chat not found'],
    ['sendPhoto', {}, 'there is no photo in the request'],
    ['sendPhoto', { photo: 'nonsense' }, 'wrong file identifier/HTTP URL specified'],
    ['banChatMember', {}, 'invalid user_id specified'],
    ['banChatMember', { user_id: 'Max' }, 'invalid user_id specified'],
    ['banChatMember', { user_id: 999 }, 'PARTICIPANT_ID_INVALID'],
    ['deleteMessage', {}, 'message identifier is not specified'],
    ['sendMessage', { text: 'x', reply_markup: '{' }, "can't parse reply markup JSON object"],
    [
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ callback_data: 'a' }]] } },
      'can\'t parse inline keyboard button: Can\'t find field "text"',
    ],
    [
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a' }]] } },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'sendMessage',
      { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } },
      'BUTTON_DATA_INVALID',
    ],
    ['sendMessage', { text: 'x', reply_parameters: { message_id: 999 } }, 'message to be replied not found'],
    ['setChatTitle', {}, 'parameter "title" is required'],
    ['sendMessage', { text: 'x', parse_mode: 'bbcode' }, 'unsupported parse_mode'],
  ])('%s %j: %s', async (method, params, expected) => {
    expect(await scene().outcome(method, params)).toBe(`Bad Request: ${expected}`);
  });

  it('reads text as forms send it', async () => {
    const { group, sent, member } = scene();
    const first = await sent('sendMessage', { chat_id: String(group.id), text: 'one' });
    const reply = await sent('sendMessage', {
      text: 'two',
      reply_to_message_id: String(first.message_id),
      reply_markup: JSON.stringify({ inline_keyboard: [[{ text: 'a', callback_data: 'a' }]] }),
    });
    expect(reply).toMatchObject({
      reply_to_message: { text: 'one' },
      reply_markup: { inline_keyboard: [[{ text: 'a' }]] },
    });
    expect(member.id).toBeGreaterThan(0);
  });
});
