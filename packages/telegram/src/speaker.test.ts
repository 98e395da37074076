import { Call, noEffects } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { createSpeaker, type SpeakerOptions } from './speaker.ts';

const NOW = 1_700_000_000_000;
const translate = Object.assign((key: string, params: object = {}) => [key, ...Object.values(params)].join(' '), {
  language: 'en',
});

function speaking(given: Partial<SpeakerOptions> = {}) {
  const effects = noEffects();
  const speaker = createSpeaker({
    effects,
    chat: -1001,
    trigger: { chat: -1001, messageId: 5, topicId: 9, callbackQueryId: 'q' },
    label: 'bans.ban',
    module: 'bans',
    translate,
    itemId: 'u1',
    now: new Date(NOW),
    ...given,
  });
  return { ...speaker, calls: effects.calls };
}

describe('reply', () => {
  it('answers the trigger in its topic, for five minutes', () => {
    const { reply, calls } = speaking();
    reply('banned', { name: 'Bob' });
    expect(calls).toEqual([
      {
        method: 'sendMessage',
        params: {
          chat_id: -1001,
          message_thread_id: 9,
          text: 'bans.banned Bob',
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          reply_parameters: { message_id: 5, allow_sending_without_reply: true },
        },
        chat: -1001,
        lane: 'normal',
        label: 'bans.ban',
        expiresAt: NOW + 300_000,
      },
    ]);
    expect(Call.parse(calls[0])).toEqual(calls[0]);
  });

  it('goes elsewhere without topic and reply', () => {
    const { reply, calls } = speaking();
    reply('kit.hello', {}, [], { to: 7, silent: true, preview: true, expiresInMs: 60_000 });
    expect(calls[0]).toMatchObject({ chat: 7, expiresAt: NOW + 60_000 });
    expect(calls[0]?.params).toEqual({ chat_id: 7, text: 'kit.hello', parse_mode: 'HTML', disable_notification: true });
  });

  it('answers in private what was asked there about a group', () => {
    const { reply, act, calls } = speaking({ trigger: { chat: 7, messageId: 3 } });
    reply('done');
    act.ban({ id: 8 });
    expect(calls.map(({ chat }) => chat)).toEqual([7, -1001]);
  });

  it('renders buttons in rows, labels as plain text', () => {
    const { reply, calls } = speaking({ translate: Object.assign(() => 'A &amp; <b>B</b>', { language: 'en' }) });
    reply('menu', {}, [[{ label: 'yes', data: 'd' }], [{ label: 'kit.no', url: 'https://x.example' }]]);
    expect(calls[0]?.params.reply_markup).toEqual({
      inline_keyboard: [[{ text: 'A & B', callback_data: 'd' }], [{ text: 'A & B', url: 'https://x.example' }]],
    });
  });

  it('sends a long text as several messages, the keyboard under the last', () => {
    const long = Array.from({ length: 300 }, (_, n) => `line ${n} of a long list`).join('\n');
    const { reply, say, calls } = speaking({ translate: Object.assign(() => long, { language: 'en' }) });
    reply('list', {}, [{ label: 'x', data: 'd' }]);
    expect(calls).toHaveLength(2);
    expect(calls.map(({ params }) => [!!params.reply_parameters, !!params.reply_markup])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(say('list')).toMatchObject({ call: { ok: [{ call: { method: 'sendMessage' } }] } });
  });

  it('keeps the id of a message only when somebody uses it', () => {
    const { reply, act, calls } = speaking();
    reply('one');
    const shown = reply('two');
    act.deleteMessage(shown);
    expect(calls.map(({ ref }) => ref)).toEqual([undefined, 'u1:2', undefined]);
    expect(calls[2]).toMatchObject({
      method: 'deleteMessage',
      lane: 'normal',
      params: { message_id: { ref: 'u1:2' } },
    });
    expect(JSON.parse(JSON.stringify(shown))).toEqual({ chat: -1001, ref: 'u1:2' });
  });
});

describe('act', () => {
  it.each([
    ['ban', { method: 'banChatMember', params: { chat_id: -1001, user_id: 7 } }],
    ['unban', { method: 'unbanChatMember', params: { chat_id: -1001, user_id: 7, only_if_banned: true } }],
    ['kick', { method: 'unbanChatMember', params: { chat_id: -1001, user_id: 7, only_if_banned: false } }],
    ['banSender', { method: 'banChatSenderChat', params: { chat_id: -1001, sender_chat_id: 7 } }],
    ['unbanSender', { method: 'unbanChatSenderChat', params: { chat_id: -1001, sender_chat_id: 7 } }],
  ] as const)('%s', (name, call) => {
    const { act, calls } = speaking();
    act[name]({ id: 7 });
    expect(calls).toEqual([{ ...call, chat: -1001, lane: 'urgent', label: 'bans.ban' }]);
  });

  it('GEN-19 mute takes every permission away', () => {
    const { act, calls } = speaking();
    act.mute({ id: 7 }, { until: new Date(NOW + 500) });
    const { permissions, until_date } = calls[0]?.params ?? {};
    expect(until_date).toBe(NOW / 1_000 + 1);
    expect(new Set(Object.values(permissions ?? {}))).toEqual(new Set([false]));
    expect(Object.keys(permissions ?? {})).toHaveLength(16);
  });

  it('deletes and edits messages of any chat', () => {
    const { act, calls } = speaking();
    act.deleteMessage({ chat: { id: -7 }, id: 3 });
    act.edit({ chat: -7, id: 4 }, 'done');
    expect(calls).toMatchObject([
      { chat: -7, lane: 'urgent', params: { chat_id: -7, message_id: 3 } },
      { chat: -7, lane: 'normal', method: 'editMessageText', params: { message_id: 4, text: 'bans.done' } },
    ]);
    expect(calls[1]?.params.reply_markup).toBeUndefined();
  });

  it('ADM-11 promotes with exactly the named rights, or none', () => {
    const { act, calls } = speaking();
    act.promote({ id: 7 }, ['can_pin_messages']);
    act.promote({ id: 7 }, []);
    act.title({ id: 7 }, 'Gardener');
    expect(calls[0]?.params).toMatchObject({ user_id: 7, can_pin_messages: true, can_promote_members: false });
    expect(Object.values(calls[1]?.params ?? {}).filter((value) => value === true)).toEqual([]);
    expect(calls[2]).toMatchObject({
      method: 'setChatAdministratorCustomTitle',
      lane: 'urgent',
      params: { chat_id: -1001, user_id: 7, custom_title: 'Gardener' },
    });
  });

  it('pins in silence unless told otherwise, and messages on their way too', () => {
    const { act, calls } = speaking();
    act.pin({ chat: -1001, id: 3 });
    const copy = act.send('copyMessage', { from_chat_id: -1001, message_id: 3 }, { silent: true, replyTo: false });
    act.pin(copy, { loud: true });
    act.unpin();
    act.unpin({ chat: -1001, id: 3 });
    expect(calls.map(({ method, params, lane }) => [method, lane, params])).toEqual([
      ['pinChatMessage', 'urgent', { chat_id: -1001, message_id: 3, disable_notification: true }],
      [
        'copyMessage',
        'normal',
        { chat_id: -1001, message_thread_id: 9, disable_notification: true, from_chat_id: -1001, message_id: 3 },
      ],
      ['pinChatMessage', 'normal', { chat_id: -1001, message_id: { ref: 'u1:2' }, disable_notification: false }],
      ['unpinChatMessage', 'urgent', { chat_id: -1001 }],
      ['unpinChatMessage', 'urgent', { chat_id: -1001, message_id: 3 }],
    ]);
  });

  it('deletes many in one call', () => {
    const { act, calls } = speaking();
    act.deleteMessages([3, 4]);
    expect(calls[0]).toMatchObject({ method: 'deleteMessages', params: { chat_id: -1001, message_ids: [3, 4] } });
  });

  it('is followed by what the module says, else by the default, else by nothing', () => {
    const otherwise = { continue: { name: 'kit.refused', chat: 7 } };
    const { act, say, reply, calls } = speaking({ onRefusal: [otherwise] });
    act
      .ban({ id: 7 })
      .ok(say('banned'))
      .refused({ 'is-admin': say('is-admin') });
    act.kick({ id: 7 }).quietly();
    reply('x');
    expect(calls[0]).toMatchObject({
      ok: [{ call: { params: { text: 'bans.banned' } } }],
      refused: { 'is-admin': [{ call: { params: { text: 'bans.is-admin' } } }] },
      otherwise: [otherwise],
    });
    expect(calls[1]?.otherwise).toBeUndefined();
    expect(calls[2]?.otherwise).toBeUndefined();
  });

  it('tells a continuation what set it off, and keeps the messages it names', () => {
    const { act, reply, calls } = speaking();
    const shown = reply('x');
    act.ban({ id: 7 }).ok({ continue: { name: 'bans.next', chat: -1001, data: { shown } } });
    expect(calls[0]?.ref).toBe('u1:1');
    expect(calls[1]?.ok).toEqual([
      {
        continue: {
          name: 'bans.next',
          chat: -1001,
          data: { shown: { chat: -1001, ref: 'u1:1' } },
          trigger: { messageId: 5, topicId: 9 },
        },
      },
    ]);
  });
});

describe('a press', () => {
  it('is answered with plain text, for 15 seconds', () => {
    const { toast, edit, calls } = speaking();
    toast('done', {}, { alert: true });
    edit('done');
    expect(calls).toMatchObject([
      {
        method: 'answerCallbackQuery',
        lane: 'urgent',
        expiresAt: NOW + 15_000,
        params: { callback_query_id: 'q', text: 'bans.done', show_alert: true },
      },
      { method: 'editMessageText', params: { chat_id: -1001, message_id: 5 } },
    ]);
  });
});
