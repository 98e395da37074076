import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import connections from '../connections/index.ts';
import { createNotes } from '../notes/index.ts';
import rules from './index.ts';

const open = (options: Parameters<typeof testBot>[1] = {}) => testBot([rules, createNotes(), connections], options);
const payloadOf = ({ chat }: Awaited<ReturnType<typeof open>>) => {
  const [button] = chat.lastReply.message.reply_markup?.inline_keyboard.flat() ?? [];
  return button && 'url' in button && button.url ? (new URL(button.url).searchParams.get('start') ?? '') : '';
};

describe('setting', () => {
  it('RUL-1, RUL-B3 from what is typed, with its looks and lines', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/setrules\nfirst *bold*\n1 < 2 > 0');
    await member.says('/rules');
    expect(chat.lastReply.text).toBe('Rules of Test group:\n\nfirst bold\n1 < 2 > 0');
  });

  it('RUL-1, RUL-B1 from the message replied to, with its picture', async () => {
    const { admin, member, chat, telegram } = await open();
    const picture = await member.sends('photo', { caption: 'be kind' });
    await admin.says('/setrules', { replyTo: picture });
    await member.says('/rules');
    expect(telegram.calls('sendPhoto')).toMatchObject([{ photo: picture.photo?.at(-1)?.file_id }]);
    expect(chat.lastReply.text).toContain('be kind');
  });

  it('RUL-1, RUL-E refuses nothing, and keeps what there was', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/setrules old');
    await admin.says('/setrules');
    expect(chat.lastReply.key).toBe('content.no-content');
    await admin.says('/setrules', { replyTo: await member.says('  \u2060') });
    await admin.says(`/setrules x${'[b](buttonurl:x.org)'.repeat(101)}`);
    expect(chat.lastReply.key).toBe('content.too-many-buttons');
    await admin.says(`/setrules ${'x'.repeat(1_025)}`, { replyTo: await member.sends('photo') });
    expect(chat.lastReply.key).toBe('content.too-long');
    await member.says('/rules');
    expect(chat.lastReply.text).toMatch(/old$/);
  });

  it('RUL-B2 the longest there can be are shown whole', async () => {
    const { admin, member, chat } = await open();
    const long = await member.says('x'.repeat(4_096));
    await admin.says('/setrules', { replyTo: long });
    await member.says('/rules');
    expect(chat.said.slice(-2).map(({ text }) => text.length)).toEqual(['Rules of Test group:'.length, 4_096]);
  });

  it('RUL-B4 placeholders, buttons and options work as in notes', async () => {
    const { admin, member, chat, telegram } = await open();
    await admin.says('/setrules {preview} hi {first} of {chatname} [go](buttonurl:example.org) [n](buttonurl://#note)');
    await admin.says('/save note text');
    await member.says('/rules');
    expect(chat.lastReply).toMatchObject({
      text: expect.stringContaining('hi member of Test group'),
      buttons: ['go', 'n'],
    });
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({ link_preview_options: { is_disabled: false } });
  });

  it('RUL-B5 is for who may change the group', async () => {
    const { act, owner, room, admin, member, chat } = await open();
    await act(() => owner.person.promotes(room, admin, ['can_pin_messages']));
    for (const text of ['/setrules x', '/resetrules', '/privaterules on', '/rulesbutton x', '/clearrulesbtn'])
      await admin.says(text);
    await member.says('/setrules x');
    expect(new Set(chat.replies.slice(0, 5))).toEqual(new Set(['kit.actor-lacks-right']));
    expect(chat.lastReply.key).toBe('kit.admins-only');
  });
});

describe('showing', () => {
  it('RUL-2, RUL-B5, RUL-B6 says so when there are none, and works where the bot is no admin', async () => {
    const { owner, member, chat } = await open({ bot: 'member' });
    await member.says('/rules');
    expect(chat.lastReply.key).toBe('rules.none');
    await owner.says('/setrules be kind');
    await member.says('/rules');
    expect(chat.lastReply.text).toMatch(/be kind$/);
  });

  it('RUL-2 answers the message replied to', async () => {
    const { admin, member, telegram } = await open();
    await admin.says('/setrules be kind');
    const about = await member.says('what?');
    await admin.says('/rules', { replyTo: about });
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({ reply_parameters: { message_id: about.message_id } });
  });

  it('RUL-3, RUL-4, RUL-B5 in private, by a button with the chat’s own label', async () => {
    const bot = await open();
    const { admin, member, chat, privateChat } = bot;
    await admin.says('/privaterules ON');
    await member.says('/rules');
    expect(chat.lastReply.key).toBe('rules.none');
    await admin.says('/setrules be kind in {chatname}');
    await admin.says('/rulesbutton Read <me>');
    await member.says('/rules');
    expect(chat.lastReply).toMatchObject({ key: 'rules.in-private', buttons: ['Read <me>'] });
    await member.starts(payloadOf(bot));
    expect(privateChat(member).lastReply.text).toBe('Rules of Test group:\n\nbe kind in Test group');
  });

  it('RUL-4, HLP-5 strangers learn nothing', async () => {
    const { admin, person, privateChat, room } = await open();
    await admin.says('/setrules be kind');
    const eve = person({ firstName: 'Eve' });
    for (const payload of [`rules_${room.id}`, 'rules_-1009999999999', 'rules_x', 'rules_7']) await eve.starts(payload);
    expect(privateChat(eve).replies).toEqual([
      'kit.link-denied',
      'kit.link-denied',
      'kit.link-broken',
      'kit.link-broken',
    ]);
  });

  it('CE-29, CE-28 {rules} in a note makes the button, when there are rules', async () => {
    const { admin, member, chat, telegram, room } = await open();
    await admin.says('/save a text {rules}');
    await member.says('#a');
    expect(chat.lastReply.buttons).toEqual([]);
    await admin.says('/setrules be kind');
    await member.says('#a');
    expect(telegram.calls('sendMessage').at(-1)?.reply_markup).toMatchObject({
      inline_keyboard: [[{ url: `https://t.me/alita_bot?start=rules_${room.id}` }]],
    });
  });

  it('CE-34, CE-B9 shows the source to admins', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/setrules *be* kind');
    await member.says('/rules noformat');
    expect(chat.lastReply.key).toBe('kit.admins-only');
    for (const noformat of ['noformat', 'NOFORMAT']) {
      await admin.says(`/rules ${noformat}`);
      expect(chat.lastReply.text).toBe('*be* kind');
    }
  });
});

describe('settings', () => {
  it.each([
    ['/privaterules', 'rules.privaterules-is'],
    ['/privaterules yes', 'rules.privaterules-set'],
    ['/privaterules perhaps', 'kit.not-a-choice'],
    ['/rulesbtn', 'rules.rulesbutton-is'],
    [`/rulesbutton ${'文'.repeat(30)}`, 'rules.rulesbutton-set'],
    [`/rulesbutton ${'文'.repeat(31)}`, 'rules.label-too-long'],
    ['/resetrulesbutton', 'rules.resetrulesbutton-set'],
  ])('RUL-6, RUL-7, RUL-E %s -> %s', async (text, key) => {
    const { admin, chat } = await open();
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
  });

  it('RUL-8 removing the rules leaves the rest', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/rulesbutton Read');
    await admin.says('/privaterules on');
    await admin.says('/setrules x');
    await admin.says('/resetrules');
    await member.says('/rules');
    expect(chat.lastReply.key).toBe('rules.none');
    await admin.says('/setrules y');
    await member.says('/rules');
    expect(chat.lastReply).toMatchObject({ key: 'rules.in-private', buttons: ['Read'] });
  });

  it('RUL-2 from private, for the connected group', async () => {
    const { admin, privateChat, room, chat } = await open();
    await admin.starts();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/setrules be kind');
    await admin.writes('/privaterules on');
    await admin.writes('/rules');
    expect(privateChat(admin).lastReply.text).toBe('Rules of Test group:\n\nbe kind');
    expect(chat.replies).toEqual([]);
  });
});
