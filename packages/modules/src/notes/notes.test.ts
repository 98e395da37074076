import type { Module } from '@alita/kit';
import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import connections from '../connections/index.ts';
import { createNotes } from './index.ts';

const open = (options: Parameters<typeof testBot>[1] = {}, ...more: Module[]) =>
  testBot([createNotes(), ...more], options);
const url = (bot: Awaited<ReturnType<typeof open>>) => {
  const [button] = bot.chat.lastReply.message.reply_markup?.inline_keyboard.flat() ?? [];
  if (!button || !('url' in button) || !button.url) throw new Error('no link is shown');
  return new URL(button.url).searchParams.get('start') ?? '';
};

describe('saving', () => {
  it('NOTE-5, NOTE-10, NOTE-E a new note is there at once, in any case', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save Rules *Be* kind');
    expect(chat.lastReply).toMatchObject({ key: 'notes.saved', params: { name: 'rules' } });
    await member.says('#RULES');
    expect(chat.lastReply.text).toBe('Be kind');
    await member.says('/get rules please');
    expect(chat.lastReply.text).toBe('Be kind');
  });

  it.each([
    ['NOTE-2', '/save', 'content.no-name'],
    ['NOTE-2', '/save rules', 'content.no-content'],
    ['NOTE-3', `/save rules ${'x'.repeat(4_080)}%%%${'x'.repeat(4_097 - 4_080)}%%%`, 'content.empty-variant'],
    ['NOTE-B1', '/save a#b text', 'notes.name-reserved'],
    ['NOTE-B1', `/save ${'n'.repeat(65)} text`, 'notes.name-too-long'],
    ['NOTE-B1', '/save a| text', 'notes.name-empty'],
    ['CE-B4', `/save a x${'[b](buttonurl:x.org)'.repeat(101)}`, 'content.too-many-buttons'],
  ])('%s %s is refused: %s', async (_, text, key) => {
    const { admin, chat, database } = await open();
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
    expect(await database.db.note.count()).toBe(0);
  });

  it('CE-10 what is longer than a message is refused, and the note there was stays', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a old');
    const picture = await admin.sends('photo');
    await admin.says(`/save a ${'x'.repeat(1_025)}`, { replyTo: picture });
    expect(chat.lastReply).toMatchObject({ key: 'content.too-long', params: { length: 1_025, max: 1_024 } });
    await member.says('#a');
    expect(chat.lastReply.text).toBe('old');
  });

  it('CE-16, CE-17 markup that is not closed stays as it was typed', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a *one _two* ~three ||four `five [six](x.org');
    await member.says('#a');
    expect(chat.lastReply.text).toBe('one _two ~three ||four `five [six](x.org');
  });

  it('NOTE-B1 names with colons and emoji', async () => {
    const { admin, member, chat } = await open();
    for (const name of ['a:b', '🧑‍🚀', 'note_-100_x', '%%%']) {
      await admin.says(`/save ${name} of ${name.length}`);
      await member.says(`#${name}`);
      expect(chat.lastReply.text).toBe(`of ${name.length}`);
    }
  });

  it('NOTE-1 needs the right to change the group', async () => {
    const { act, owner, room, admin, member, chat } = await open();
    await act(() => owner.person.promotes(room, admin, ['can_pin_messages']));
    await admin.says('/save a b');
    await member.says('/save a b');
    expect(chat.replies).toEqual(['kit.actor-lacks-right', 'kit.admins-only']);
  });

  it('CE-4, NOTE-B10 keeps a picture by its file, and answers under one', async () => {
    const { admin, member, chat, telegram } = await open();
    const picture = await member.sends('photo', { caption: 'look' });
    await admin.says('/save "my pic"', { replyTo: picture });
    await member.sends('photo', { caption: '#my pic' });
    expect(chat.lastReply.text).toBe('look');
    expect(telegram.calls('sendPhoto')).toMatchObject([{ photo: picture.photo?.at(-1)?.file_id, caption: 'look' }]);
  });

  it('NOTE-B1, NOTE-B10 takes several names and names of several words', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save "house rules|hausregeln|📜" text');
    for (const name of ['#house rules', '#Hausregeln', '#📜', '/get "house rules"', '/get #📜']) {
      await member.says(name);
      expect(chat.lastReply.text).toBe('text');
    }
  });

  it('NOTE-4 cannot be for private only and for the group only', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a {private}{noprivate} text');
    expect(chat.lastReply).toMatchObject({ key: 'notes.saved', params: { isUndecided: true } });
    await member.says('#a');
    expect(chat.lastReply.text).toBe('text');
  });

  it('CE-B4 tells which buttons were left out', async () => {
    const { admin, chat } = await open();
    await admin.says('/save a text [x](buttonurl:mailto:a@b.org)');
    expect(chat.lastReply.text).toContain('Left out the button “x”: Telegram opens no mail addresses');
  });

  it('NOTE-B10 there is a limit, and it is told', async () => {
    const { admin, chat, database } = await testBot(createNotes({ most: 2 }));
    await admin.says('/save a text');
    await admin.says('/save b|c text');
    expect(chat.lastReply.key).toBe('notes.too-many');
    await admin.says('/save b text');
    expect(await database.db.note.count()).toBe(2);
  });

  it('keeps what people write, however odd', async () => {
    const { admin, chat, database } = await open();
    await admin.says('/save a x\u0000\ud83d `code` <b>');
    expect(chat.lastReply.key).toBe('notes.saved');
    expect(await database.db.note.count()).toBe(1);
  });
});

describe('replacing', () => {
  it('NOTE-6, NOTE-7 asks first, and changes nothing until then', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a old');
    await admin.says('/save A new');
    expect(chat.lastReply.key).toBe('notes.exists');
    await member.says('#a');
    expect(chat.lastReply.text).toBe('old');
    await admin.presses('Replace');
    await member.says('#a');
    expect(chat.lastReply.text).toBe('new');
  });

  it('NOTE-7 no keeps the old one, and the question can be answered once', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a old');
    await admin.says('/save a new');
    const { message } = chat.lastReply;
    await admin.presses('Keep the old one');
    expect(chat.lastReply.key).toBe('notes.kept');
    await admin.says('/save a new');
    await member.says('#a');
    expect(chat.lastReply.text).toBe('old');
    expect(message.message_id).toBeGreaterThan(0);
  });

  it('NOTE-B5 another admin is refused, and the question stays', async () => {
    const { owner, admin, chat } = await open();
    await admin.says('/save a old');
    await admin.says('/save a new');
    expect(await owner.presses('Replace')).toMatchObject({ key: 'kit.button-not-yours' });
    await admin.presses('Replace');
    expect(chat.lastReply.key).toBe('notes.replaced');
  });

  it('NOTE-B5 says when the question is too old', async () => {
    const { admin, chat, later } = await open();
    await admin.says('/save a old');
    await admin.says('/save a new');
    await later({ minutes: 6 });
    await admin.presses('Replace');
    expect(chat.lastReply.key).toBe('notes.question-over');
  });

  it('NOTE-7 a note that was removed meanwhile does not come back', async () => {
    const { admin, chat, database } = await open();
    await admin.says('/save a old');
    await admin.says('/save a new');
    await admin.says('/clear a');
    await admin.presses('Replace');
    expect(chat.replies).toContain('notes.gone-meanwhile');
    expect(await database.db.note.count()).toBe(0);
  });

  it('NOTE-B4 names of two notes are told apart', async () => {
    const { admin, chat } = await open();
    await admin.says('/save a 1');
    await admin.says('/save b 2');
    await admin.says('/save a|b 3');
    expect(chat.lastReply.key).toBe('notes.names-conflict');
  });
});

describe('showing', () => {
  it('NOTE-9, NOTE-10 an unknown name is a message like any', async () => {
    const { member, chat } = await open();
    await member.says('#nothing here');
    expect(chat.replies).toEqual([]);
    await member.says('/get nothing');
    expect(chat.replies).toEqual(['notes.unknown']);
    await member.says('/get');
    expect(chat.lastReply.key).toBe('kit.argument-missing');
  });

  it('ORD-3 a command has a slash, any case, perhaps the bot’s name; in captions too, never in edits or code', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a text');
    const code = [{ type: 'code' as const, offset: 0, length: 4 }];
    await member.says('/get a', { entities: code });
    await member.edits(await member.says('/g a'), '/get a');
    for (const text of ['!get a', 'get a', ' /get a', '/get@other_bot a']) await member.says(text);
    expect(chat.said).toHaveLength(1);
    for (const text of ['/GET a', '/get@Alita_bot a']) await member.says(text);
    await member.sends('photo', { caption: '/get a' });
    expect(chat.said).toHaveLength(4);
  });

  it('NOTE-12 a note for admins is for admins', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save secret {admin} text');
    await member.says('#secret');
    await member.says('/get secret');
    expect(chat.replies.slice(1)).toEqual(['notes.for-admins', 'notes.for-admins']);
    await admin.says('#secret');
    expect(chat.lastReply.text).toBe('text');
  });

  it('NOTE-13, NOTE-15, CE-31 answers the message replied to, in the topic, with its options', async () => {
    const { admin, member, room, telegram, act, owner } = await open({ group: 'forum' });
    await admin.says('/save a {protect}{nonotif}{preview} hi {first} in {chatname}');
    const topic = await act(() => owner.person.opensTopic(room, 'Talk'));
    const about = await member.says('question', { topic });
    await member.says('#a', { topic, replyTo: about });
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({
      text: 'hi member in Test group',
      message_thread_id: topic,
      protect_content: true,
      disable_notification: true,
      link_preview_options: { is_disabled: false },
      reply_parameters: { message_id: about.message_id, allow_sending_without_reply: true },
    });
  });

  it('NOTE-16, CE-37, CE-B9, NOTE-E shows its source to admins, and that can be saved again', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a *bold* & <x> {preview} [go](buttonurl:example.org)');
    await member.says('#a noformat');
    expect(chat.lastReply.key).toBe('notes.source-for-admins');
    await admin.says('#a noformat');
    const { text } = chat.lastReply;
    await admin.says(`/save b ${text}`);
    await admin.says('/get b noformat');
    expect(chat.lastReply.text).toBe(text);
    expect(chat.lastReply.buttons).toEqual([]);
  });

  it('NOTE-14, NOTE-20, NOTE-E private ones are shown in private, with the title of the group', async () => {
    const bot = await open();
    const { admin, member, chat, privateChat } = bot;
    await admin.says('/save a {private} hi {first} in {chatname}, {count} people');
    await member.starts();
    await member.says('#a');
    expect(chat.lastReply).toMatchObject({ key: 'notes.in-private', buttons: ['Show me'] });
    await member.starts(url(bot));
    expect(privateChat(member).lastReply.text).toBe('hi member in Test group, 5 people');
  });

  it('NOTE-B8 the source of a private note is shown in private', async () => {
    const bot = await open();
    const { admin, chat, privateChat } = bot;
    await admin.says('/save a {private} *x*');
    await admin.starts();
    await admin.says('#a noformat');
    expect(chat.lastReply.key).toBe('notes.in-private');
    await admin.starts(url(bot));
    expect(privateChat(admin).lastReply.text).toContain('*x*');
  });

  it('NOTE-B8 a note for the group is never shown in private', async () => {
    const bot = await open();
    const { admin, member, chat, privateChat, database, room } = bot;
    await admin.says('/save a {noprivate} text');
    await admin.says('/privnote on');
    await member.starts();
    await member.says('#a');
    expect(chat.lastReply.text).toBe('text');
    const [note] = await database.db.note.findMany();
    await member.starts(`note_${room.id}_${note?.key}`);
    expect(privateChat(member).lastReply.key).toBe('notes.group-only');
  });

  it('HLP-5, NOTE-20 strangers learn nothing: an unknown group and a closed one are the same', async () => {
    const bot = await open();
    const { admin, person, privateChat, room } = bot;
    await admin.says('/save a {private} text');
    await admin.says('#a');
    const eve = person({ firstName: 'Eve' });
    await eve.starts(url(bot));
    await eve.starts('note_-1009999999999_0123456789abcdef');
    await eve.starts(`notes_${room.id}`);
    await eve.starts('notes_-1009999999999');
    await eve.starts('note_x');
    await eve.starts('notes_7');
    const denied = 'kit.link-denied';
    const broken = 'kit.link-broken';
    expect(privateChat(eve).replies).toEqual([denied, denied, denied, denied, broken, broken]);
  });

  it('NOTE-20, NOTE-B7 a link to a note for admins, or to one that is gone', async () => {
    const bot = await open();
    const { admin, member, privateChat } = bot;
    await admin.says('/save a {private}{admin} text');
    await admin.says('#a');
    const payload = url(bot);
    await member.starts(payload);
    expect(privateChat(member).lastReply.key).toBe('notes.for-admins');
    await admin.says('/clear a');
    await member.starts(payload);
    expect(privateChat(member).lastReply.key).toBe('notes.unknown');
  });

  it('NOTE-11 a note that lost its words and file says so', async () => {
    const { admin, member, chat, database } = await open();
    await admin.says('/save a text');
    await database.db.note.updateMany({ data: { content: { kind: 'photo', variants: [''] } } });
    await member.says('#a');
    expect(chat.lastReply.key).toBe('notes.broken');
  });

  it('NOTE-B2 a link opens a note of any name', async () => {
    const bot = await open();
    const { admin, member, privateChat } = bot;
    await admin.says(`/save "📜: ${'длинное '.repeat(6).trim()}" {private} text`);
    await member.says(`#📜: ${'длинное '.repeat(6).trim()}`);
    expect(url(bot)).toMatch(/^[\w-]{1,64}$/);
    await member.starts(url(bot));
    expect(privateChat(member).lastReply.text).toBe('text');
  });

  it.each(['#a NoFormat', '/get a NOFORMAT'])('CE-34 %s shows the source', async (text) => {
    const { admin, chat } = await open();
    await admin.says('/save a *x*');
    await admin.says(text);
    expect(chat.lastReply.text).toBe('*x*');
  });

  it('CE-B5 a button shows another note, even itself, and none that is gone', async () => {
    const { admin, member, telegram, database, room } = await open();
    await admin.says('/save a text [me](buttonurl://#a) [b](buttonurl://#b) [c](buttonurl://#c)');
    await admin.says('/save b {noprivate} text');
    await admin.says('/save c text');
    await member.says('#a');
    const names = await database.db.noteName.findMany();
    const key = (name: string) => names.find((each) => each.name === name)?.noteKey;
    const link = (name: string) => ({ url: `https://t.me/alita_bot?start=note_${room.id}_${key(name)}` });
    expect(telegram.calls('sendMessage').at(-1)?.reply_markup).toMatchObject({
      inline_keyboard: [[link('a')], [link('c')]],
    });
  });

  it('NOTE-B10 notes go again after a while', async () => {
    const { admin, member, chat, later } = await open();
    await admin.says('/save a text');
    await admin.says('/notedelete 60');
    await member.says('#a');
    const { message } = chat.lastReply;
    await later({ seconds: 61 });
    expect(chat).not.toShow(message);
  });

  it('a file that Telegram no longer has is told', async () => {
    const { admin, member, chat, telegram } = await open();
    const voice = await member.sends('voice');
    await admin.says('/save a', { replyTo: voice });
    for (const text of ['/get a', '#a']) {
      telegram.refuses('sendVoice', 'wrong file identifier/HTTP URL specified');
      const before = chat.said.length;
      await member.says(text);
      expect(chat.replies.slice(before)).toEqual(['notes.file-gone']);
    }
  });
});

describe('listing', () => {
  it('NOTE-18, NOTE-B9 sorted, without those for admins', async () => {
    const { admin, member, chat } = await open();
    await member.says('/notes');
    expect(chat.lastReply.key).toBe('notes.none');
    for (const name of ['b', '"<a>"', 'c {admin}']) await admin.says(`/save ${name.replace('"<a>"', 'aa')} x`);
    await member.says('/saved');
    expect(chat.lastReply.text).toContain('• #aa\n• #b\n\n');
    await admin.says('/notes');
    expect(chat.lastReply.text).toContain('• #aa\n• #b\n• #c');
  });

  it('NOTE-B9 long lists have pages', async () => {
    const { admin, member, chat, database, room } = await open();
    await admin.says('/save first text');
    const [note] = await database.db.note.findMany();
    const rows = Array.from({ length: 70 }, (_, n) => ({
      chatId: room.id,
      name: `x${String(n).padStart(2, '0')}`,
      noteKey: note?.key ?? '',
    }));
    await database.db.noteName.createMany({ data: rows });
    await admin.says('/save last text');
    await member.says('/notes');
    expect(chat.lastReply.buttons).toEqual(['Next »']);
    await member.presses('Next »');
    expect(chat.lastReply.text).toContain('(2/2)');
    expect(chat.lastReply.buttons).toEqual(['« Back']);
  });

  it('NOTE-18, NOTE-19 in private when the group wants it so', async () => {
    const bot = await open();
    const { admin, member, chat, privateChat } = bot;
    await admin.says('/save a text');
    await admin.says('/save b {admin} text');
    await admin.says('/privatenotes on');
    await member.says('/notes');
    expect(chat.lastReply.key).toBe('notes.list-in-private');
    await member.starts(url(bot));
    expect(privateChat(member).lastReply.text).toBe('Notes in Test group:\n• #a');
    await admin.starts(url(bot));
    expect(privateChat(admin).lastReply.text).toBe('Notes in Test group:\n• #a\n• #b');
  });
});

describe('removing', () => {
  it('NOTE-21, NOTE-B3 takes exactly what is named', async () => {
    const { admin, chat, database } = await open();
    await admin.says('/save "my note" 1');
    await admin.says('/save my 2');
    await admin.says('/save имя 3');
    await admin.says('/clear my note');
    expect(chat.lastReply.key).toBe('notes.cleared');
    await admin.says('/rmnote #Имя');
    await admin.says('/clear nothing');
    expect(chat.lastReply.key).toBe('notes.unknown');
    expect(await database.db.noteName.findMany({ select: { name: true } })).toEqual([{ name: 'my' }]);
    expect(await database.db.note.count()).toBe(1);
  });

  it('NOTE-B10 a note lives until its last name goes', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/save a|b text');
    await admin.says('/clear a');
    expect(chat.lastReply).toMatchObject({ params: { others: '#b' } });
    await member.says('#b');
    expect(chat.lastReply.text).toBe('text');
  });

  it('NOTE-22, NOTE-B11 all of them, by the owner, once per question', async () => {
    const { admin, owner, chat, database } = await open();
    await owner.says('/clearall');
    expect(chat.lastReply.key).toBe('notes.none');
    await admin.says('/save a text');
    await admin.says('/clearall');
    expect(chat.lastReply.key).toBe('kit.owner-only');
    await owner.says('/clearall');
    expect(await admin.presses('Yes, remove all')).toMatchObject({ key: 'kit.owner-only' });
    const { message } = chat.lastReply;
    await owner.presses('No, keep them', message);
    expect(await database.db.note.count()).toBe(1);
    await owner.says('/clearall');
    await owner.presses('Yes, remove all');
    expect(chat.lastReply.key).toBe('notes.cleared-all');
    expect(await database.db.note.count()).toBe(0);
  });
});

it('NOTE-B11 an owner who is anonymous proves it, and the answer is for that one question', async () => {
  const { owner, admin, room, act, chat, database } = await open();
  await admin.says('/save a text');
  const [creator, { rights } = {}] = [owner, admin].map(({ id }) => room.members.get(id));
  if (creator && rights) creator.rights = { ...rights, is_anonymous: true };
  await act(() => owner.person.says(room, '/clearall'));
  expect(chat.lastReply.key).toBe('kit.prove');
  expect(await admin.presses('kit.prove')).toMatchObject({ key: 'kit.owner-only' });
  await owner.presses('kit.prove');
  const first = chat.lastReply;
  expect(first.key).toBe('notes.clear-all-sure');
  await owner.presses('No, keep them', first.message);
  expect(chat.lastReply.key).toBe('notes.clear-all-cancelled');
  expect(await database.db.note.count()).toBe(1);
});

describe('a chat that changes', () => {
  it('its notes move with its supergroup, and with their names', async () => {
    const { act, owner, admin, room, world, database } = await open({ group: 'group' });
    await owner.says('/save a|b kept');
    const moved = await act(() => owner.person.upgrades(room));
    await act(() => admin.person.says(moved, '#b'));
    expect(world.history(moved).at(-1)?.message.text).toBe('kept');
    const names = await database.db.noteName.findMany({ select: { chatId: true, name: true } });
    expect(names).toMatchObject([
      { chatId: moved.id, name: 'a' },
      { chatId: moved.id, name: 'b' },
    ]);
  });
});

describe('from private', () => {
  it('NOTE-17, NOTE-B6 saves, asks, shows and lists for the connected group', async () => {
    const { admin, member, chat, privateChat, room } = await open({}, connections);
    await admin.starts();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/save a old');
    await admin.writes('/save a new');
    await admin.presses('Replace');
    expect(privateChat(admin).lastReply.key).toBe('notes.replaced');
    await admin.writes('/get a');
    expect(privateChat(admin).lastReply.text).toBe('new');
    await admin.writes('/get a noformat');
    expect(privateChat(admin).lastReply.text).toBe('new');
    await admin.writes('/notes');
    expect(privateChat(admin).lastReply.key).toBe('notes.list-links');
    expect(chat.replies).toEqual([]);
    await member.says('#a');
    expect(chat.lastReply.text).toBe('new');
  });
});

describe('settings', () => {
  it.each([
    ['/privnote', 'notes.privnote-is'],
    ['/privnote YES', 'notes.privnote-set'],
    ['/privnote perhaps', 'kit.not-a-choice'],
    ['/notedelete', 'notes.notedelete-is'],
    ['/notedelete 30', 'notes.notedelete-set'],
    ['/notedelete -1', 'kit.number-range'],
  ])('NOTE-23 %s -> %s', async (text, key) => {
    const { admin, chat } = await open();
    await admin.says(text);
    expect(chat.replies).toEqual([key]);
  });
});
