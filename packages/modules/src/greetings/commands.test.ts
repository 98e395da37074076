import { type Actor, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import connections from '../connections/index.ts';
import greetings from './index.ts';

describe('/welcome and /goodbye', () => {
  it('GRT-1, GRT-7, GRT-B1, GRT-B3: show what is on and what is said', async () => {
    const { admin, chat } = await testBot(greetings);
    await admin.says('/welcome');
    const [status, preview] = chat.said;
    expect(status).toMatchObject({ key: 'greetings.status', params: { on: true, clean: false, service: false } });
    expect(status?.text).toContain('Greeting: on');
    expect(preview?.text).toBe('Welcome, admin! Good to have you here.');
    await admin.says('/goodbye');
    expect(chat.said.at(-2)).toMatchObject({ key: 'greetings.status', params: { occasion: 'goodbye', on: false } });
  });

  it('GRT-2, GRT-B10, CE-34, CE-B9: show a source that can be pasted back', async () => {
    const { admin, chat, telegram } = await testBot(greetings);
    const source = '*Hi* {first}\n[Site](buttonurl://https://example.org)';
    await admin.says(`/setwelcome ${source}`);
    for (const noformat of ['noformat', 'NoFormat']) {
      await admin.says(`/welcome ${noformat}`);
      expect(chat.lastReply).toMatchObject({ text: source, buttons: [] });
    }
    expect(telegram.calls('sendMessage').at(-1)).not.toHaveProperty('parse_mode');
  });

  it.each([
    ['on', true],
    ['YES', true],
    ['off', false],
    ['No', false],
  ])('GRT-3: %s', async (word, on) => {
    const { admin, chat } = await testBot(greetings);
    await admin.says(`/goodbye ${word}`);
    expect(chat.lastReply).toMatchObject({ key: 'greetings.switched', params: { occasion: 'goodbye', on } });
  });

  it('GRT-3: other words are answered with those there are', async () => {
    const { admin, chat } = await testBot(greetings);
    await admin.says('/welcome perhaps');
    expect(chat.lastReply.key).toBe('kit.not-a-choice');
  });

  it('GRT-B4: from private act on the group and answer there', async () => {
    const { admin, chat, room, privateChat } = await testBot([greetings, connections]);
    await admin.starts();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/setwelcome Hello {first} in {chatname}');
    await admin.writes('/welcome');
    const before = chat.said.length;
    expect(privateChat(admin).lastReply.text).toBe('Hello admin in Test group');
    await admin.writes('/welcome off');
    expect(privateChat(admin).lastReply).toMatchObject({ key: 'greetings.switched', params: { on: false } });
    expect(chat.said).toHaveLength(before);
  });
});

describe('/setwelcome', () => {
  const SOON = { seconds: 3 };

  it('GRT-5: keeps a picture with its caption and buttons', async () => {
    const { admin, person, chat, telegram, later } = await testBot(greetings);
    const photo = await admin.sends('photo', { caption: 'Look, {first}' });
    await admin.says('/setwelcome', { replyTo: photo });
    expect(chat.lastReply).toMatchObject({ key: 'greetings.saved', params: { on: true } });
    await person({ firstName: 'Ann' }).joins();
    await later(SOON);
    expect(telegram.calls('sendPhoto')).toMatchObject([{ caption: 'Look, Ann' }]);
  });

  it('GRT-5, CE-B3: keeps line breaks, also right after the command', async () => {
    const { admin, chat } = await testBot(greetings);
    await admin.says('/setgoodbye\nBye\n{first}');
    await admin.says('/goodbye');
    expect(chat.lastReply.text).toBe('Bye\nadmin');
  });

  it('CE-B4, CE-B8: tells of buttons left out, and keeps tags of its own apart', async () => {
    const { admin, chat, telegram } = await testBot(greetings);
    await admin.says('/setwelcome Hi {protect} {private} [x](buttonurl://nowhere)');
    expect(chat.lastReply.text).toContain('Left out the button “x”');
    await admin.says('/welcome');
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({ text: 'Hi {private}', protect_content: true });
  });

  it.each([
    ['nothing', '', 'content.no-content'],
    ['too much', 'x'.repeat(4_097), 'content.too-long'],
    ['101 buttons', `x${'[b](buttonurl:x.org)'.repeat(101)}`, 'content.too-many-buttons'],
  ])('GRT-5: %s is refused and changes nothing', async (_, text, key) => {
    const { admin, chat } = await testBot(greetings);
    if (text.length < 4_096) await admin.says(`/setwelcome ${text}`);
    else {
      const long = await admin.sends('photo', { caption: text.slice(0, 1_000) });
      await admin.says(`/setwelcome ${'y'.repeat(2_000)}`, { replyTo: long });
    }
    expect(chat.lastReply.key).toBe(key);
    await admin.says('/welcome');
    expect(chat.lastReply.text).toBe('Welcome, admin! Good to have you here.');
  });

  it('GRT-6: reset gives the usual words, in the language of the chat, and switches nothing', async () => {
    const { admin, chat } = await testBot(greetings);
    await admin.says('/setgoodbye so long');
    await admin.says('/resetgoodbye');
    expect(chat.lastReply).toMatchObject({ key: 'greetings.reset', params: { occasion: 'goodbye', on: false } });
    await admin.says('/goodbye');
    expect(chat.lastReply.text).toBe('Goodbye, admin, and all the best.');
  });
});

describe('switches', () => {
  it.each([
    ['cleanwelcome', 'greetings.clean-is', 'greetings.clean-set'],
    ['cleangoodbye', 'greetings.clean-is', 'greetings.clean-set'],
    ['autoapprove', 'greetings.autoapprove-is', 'greetings.autoapprove-set'],
    ['welcomeprivate', 'greetings.welcomeprivate-is', 'greetings.welcomeprivate-set'],
    ['goodbyeremoved', 'greetings.goodbyeremoved-is', 'greetings.goodbyeremoved-set'],
  ])('GRT-8: /%s says and sets', async (name, says, sets) => {
    const { admin, chat } = await testBot(greetings);
    for (const word of ['', ' yes', ' off', ' perhaps']) await admin.says(`/${name}${word}`);
    expect(chat.replies).toEqual([says, sets, sets, 'kit.not-a-choice']);
  });

  it('GRT-B11: /greetingtopic is for topics', async () => {
    const { admin, chat } = await testBot(greetings);
    for (const word of ['', ' here', ' off']) await admin.says(`/greetingtopic${word}`);
    expect(chat.replies).toEqual(['greetings.greetingtopic-is', 'greetings.no-topic', 'greetings.greetingtopic-set']);
  });
});

describe('/cleanservice', () => {
  async function noticed(kinds: string) {
    const bot = await testBot(greetings);
    const { admin, owner, person, room, act, world } = bot;
    await admin.says('/welcome off');
    await admin.says(`/cleanservice ${kinds}`);
    const ann: Actor = person({ firstName: 'Ann' });
    await ann.joins();
    await act(() => owner.person.renames(room, 'New name'));
    const pinned = await admin.says('pin me');
    await act(() => owner.person.pins(pinned));
    await ann.leaves();
    const shown = world.history(room).filter(({ deleted }) => !deleted);
    const has = (field: string) => shown.some(({ message }) => field in message);
    return { ...bot, has };
  }

  it('GRT-14: on deletes notices of coming and leaving, nothing else', async () => {
    const { has, chat } = await noticed('on');
    expect(chat.lastReply).toMatchObject({ key: 'greetings.cleanservice-set', params: { kinds: 'join, leave' } });
    expect(has('left_chat_member')).toBe(false);
    expect([has('new_chat_title'), has('pinned_message')]).toEqual([true, true]);
  });

  it('GRT-B10: kinds can be chosen', async () => {
    const { has } = await noticed('title pin');
    expect([has('new_chat_title'), has('pinned_message'), has('left_chat_member')]).toEqual([false, false, true]);
  });

  it('GRT-8, GRT-B10: says what is deleted, and which kinds there are', async () => {
    const { admin, chat } = await testBot(greetings);
    await admin.says('/cleanservice');
    expect(chat.lastReply).toMatchObject({ key: 'greetings.cleanservice-is', params: { kinds: undefined } });
    await admin.says('/cleanservice noise');
    expect(chat.lastReply).toMatchObject({ key: 'greetings.not-a-kind', params: { word: 'noise' } });
  });
});
