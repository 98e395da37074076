import { testBot } from '@alita/testing';
import { describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import connections from '../connections/index.ts';
import { createNotes } from '../notes/index.ts';
import { createFilters } from './index.ts';

const open = (options: Parameters<typeof testBot>[1] = {}) => testBot([createFilters(), connections], options);
const kept = async ({ database }: Awaited<ReturnType<typeof open>>) =>
  (await database.db.filter.findMany({ orderBy: { keyword: 'asc' } })).map(({ keyword }) => keyword);

describe('adding', () => {
  it('FIL-5, FIL-12, CE-31 answers at once, in any case, to the message itself', async () => {
    const { admin, member, chat, telegram } = await open();
    await admin.says('/filter Hello Hi *{first}* [go](buttonurl:example.org)');
    expect(chat.lastReply).toMatchObject({ key: 'filters.saved', params: { keyword: 'hello' } });
    const about = await member.says('anything');
    const said = await member.says('oh HELLO, you', { replyTo: about });
    expect(chat.lastReply).toMatchObject({ text: 'Hi member', buttons: ['go'] });
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({
      reply_parameters: { message_id: said.message_id },
      link_preview_options: { is_disabled: true },
    });
  });

  it.each([
    ['FIL-3', '/filter', 'content.no-name'],
    ['FIL-3', '/filter hello', 'content.no-content'],
    ['FIL-4', `/filter ${'文'.repeat(101)} text`, 'filters.keyword-too-long'],
    ['FIL-4', `/filter ${'文'.repeat(100)} text`, 'filters.saved'],
    ['FIL-B3', '/filter regex:( text', 'filters.keyword-not-a-regex'],
    ['FIL-B3', '/filter prefix: text', 'filters.keyword-empty'],
    ['CE-B4', `/filter a x${'[b](buttonurl:x.org)'.repeat(101)}`, 'content.too-many-buttons'],
    ['CE-27', '/filter a one %%% %%% three', 'content.empty-variant'],
  ])('%s %s -> %s', async (_, text, key) => {
    const bot = await open();
    await bot.admin.says(text);
    expect(bot.chat.replies).toEqual([key]);
    expect(await kept(bot)).toHaveLength(key === 'filters.saved' ? 1 : 0);
  });

  it('FIL-1, FIL-E needs the right to change the group, and stores nothing without', async () => {
    const bot = await open();
    const { act, owner, room, admin, member, chat } = bot;
    await act(() => owner.person.promotes(room, admin, ['can_pin_messages']));
    await admin.says('/filter a b');
    await member.says('/filter a b');
    expect(chat.replies).toEqual(['kit.actor-lacks-right', 'kit.admins-only']);
    expect(await kept(bot)).toEqual([]);
  });

  it('FIL-2, FIL-B4, FIL-E the limit is for new ones only', async () => {
    const { admin, chat } = await testBot(createFilters({ most: 2 }));
    for (const keyword of ['a', 'b', 'c']) await admin.says(`/filter ${keyword} text`);
    expect(chat.lastReply.key).toBe('filters.too-many');
    await admin.says('/filter a new');
    expect(chat.lastReply.key).toBe('filters.exists');
  });

  it('FIL-B1 keywords of several words, and media by reply', async () => {
    const { admin, member, telegram } = await open();
    const sticker = await member.sends('sticker');
    await admin.says('/filter "good morning"', { replyTo: sticker });
    await member.says('Good  morning');
    expect(telegram.calls('sendSticker')).toEqual([]);
    await member.says('a good morning to all');
    expect(telegram.calls('sendSticker')).toMatchObject([{ sticker: sticker.sticker?.file_id }]);
  });

  it('FIL-6, FIL-E replaces after a yes of the same admin, once', async () => {
    const { owner, admin, member, chat, later } = await open();
    await admin.says('/filter hello old');
    await admin.says('/filter HELLO new');
    expect(await owner.presses('Replace')).toMatchObject({ key: 'kit.button-not-yours' });
    await admin.presses('Replace');
    expect(chat.lastReply.key).toBe('filters.replaced');
    await member.says('hello');
    expect(chat.lastReply.text).toBe('new');
    await admin.says('/filter hello newer');
    await later({ minutes: 6 });
    await admin.presses('Replace');
    expect(chat.lastReply.key).toBe('filters.question-over');
    await admin.says('/filter hello newer');
    await admin.says('/stop hello');
    await admin.presses('Replace');
    expect(chat.replies).toContain('filters.gone-meanwhile');
  });

  it('CE-B5 its buttons lead to notes', async () => {
    const { admin, member, chat, room, database } = await testBot([createFilters(), createNotes()]);
    await admin.says('/save n text');
    await admin.says('/filter a text [x](buttonurl://#n) [y](buttonurl://#gone)');
    await member.says('a');
    const [note] = await database.db.note.findMany();
    expect(chat.lastReply.message.reply_markup?.inline_keyboard).toMatchObject([
      [{ text: 'x', url: `https://t.me/alita_bot?start=note_${room.id}_${note?.key}` }],
    ]);
  });
});

describe('answering', () => {
  it('FIL-B3 fits whole words, beginnings, whole messages, expressions', async () => {
    const { admin, member, chat } = await open();
    const answers = { hi: 'word', 'prefix:auto': 'prefix', 'exact:yes': 'exact', 'regex:^\\d{3}$': 'regex' };
    for (const [keyword, text] of Object.entries(answers)) await admin.says(`/filter ${keyword} ${text}`);
    const before = chat.said.length;
    for (const text of ['this', 'say hi', 'tauto', 'automatic', 'oh yes', 'Yes', '1234', '123'])
      await member.says(text);
    expect(chat.said.slice(before).map(({ text }) => text)).toEqual(['word', 'prefix', 'exact', 'regex']);
  });

  it('FIL-11 one answer: what ends first, of those the longest', async () => {
    const { admin, member, chat } = await open();
    for (const keyword of ['morning', '"good morning"', 'you'])
      await admin.says(`/filter ${keyword} ${keyword.length}`);
    const before = chat.said.length;
    await member.says('good morning to you');
    expect(chat.said.slice(before).map(({ text }) => text)).toEqual(['14']);
  });

  it('FIL-10, FIL-11, ORD-B1 captions and hidden links; never edits, unless wanted', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/filter spam no');
    const before = chat.said.length;
    await member.sends('photo', { caption: 'spam' });
    const entities = [{ type: 'text_link' as const, offset: 0, length: 4, url: 'https://spam.example' }];
    await member.says('look', { entities });
    const plain = await member.says('plain');
    await member.edits(plain, 'spam');
    expect(chat.said.slice(before)).toHaveLength(2);
    await admin.says('/filteredits on');
    await member.edits(plain, 'more spam');
    expect(chat.lastReply.text).toBe('no');
  });

  it('FIL-14 admins are answered like everybody, and nobody in private', async () => {
    const { admin, chat, privateChat } = await open();
    await admin.says('/filter hello hi');
    const before = chat.said.length;
    await admin.says('hello');
    expect(chat.said.slice(before).map(({ text }) => text)).toEqual(['hi']);
    await admin.starts();
    const greeted = privateChat(admin).said.length;
    await admin.writes('hello');
    expect(privateChat(admin).said).toHaveLength(greeted);
  });

  it('FIL-B5 commands and bots are left alone', async () => {
    const { admin, chat, world, room, owner, act } = await open();
    await admin.says('/filter spam no');
    const before = chat.said.length;
    await admin.says('/unknown spam');
    const other = world.bot({ username: 'other_bot', name: 'Other' });
    await act(() => owner.person.adds(room, other));
    expect(chat.said).toHaveLength(before);
  });

  it('FIL-13, FIL-B7, CE-34 the source for admins, as often as asked', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/filter hello *Hi* {first}');
    await member.says('hello noformat');
    expect(chat.lastReply.key).toBe('filters.source-for-admins');
    for (const noformat of ['noformat', 'NoFormat']) {
      await admin.says(`hello ${noformat}`);
      expect(chat.lastReply.text).toBe('*Hi* {first}');
    }
    await member.says('hello');
    expect(chat.lastReply.text).toBe('Hi member');
  });

  it('FIL-B6 for admins only, all that fit, to the message replied to, once in a while', async () => {
    const { admin, member, chat, later, telegram } = await open();
    await admin.says('/filter boss {admin} for admins');
    const before = chat.said.length;
    await member.says('boss');
    expect(chat.said).toHaveLength(before);
    await admin.says('boss');
    expect(chat.lastReply.text).toBe('for admins');

    await admin.says('/filter one 1');
    await admin.says('/filter two 2');
    await admin.says('/filteranswers all');
    await admin.says('/filterreply replied');
    await admin.says('/filtercooldown 60');
    const about = await member.says('question');
    const count = chat.said.length;
    await member.says('one two', { replyTo: about });
    expect(chat.said.slice(count).map(({ text }) => text)).toEqual(['1', '2']);
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({
      reply_parameters: { message_id: about.message_id },
    });
    await member.says('one');
    expect(chat.said).toHaveLength(count + 2);
    await later({ seconds: 61 });
    await member.says('one');
    expect(chat.said).toHaveLength(count + 3);
  });

  it('an expression that would run for ever is paused, and the chat is told', async () => {
    const { admin, member, chat } = await open();
    await admin.says('/filter regex:(a+)+$ slow');
    await member.says(`${'a'.repeat(40)}!`);
    expect(chat.lastReply.key).toBe('filters.suspended');
    const count = chat.said.length;
    await member.says(`${'a'.repeat(40)}!`);
    expect(chat.said).toHaveLength(count);
    await member.says('/filters');
    expect(chat.lastReply.text).toContain('⏸');
  });

  it('an answer whose file Telegram no longer has is paused, told once, and comes back when it is saved again', async () => {
    const { admin, member, room, chat, telegram, act } = await open();
    const song = await member.sends('voice');
    await admin.says('/filter song', { replyTo: song });
    const before = chat.said.length;
    for (let n = 0; n < 2; n++) telegram.refuses('sendVoice', 'wrong file identifier/HTTP URL specified');
    await act(() => {
      for (let n = 0; n < 2; n++) member.person.says(room, 'song');
    });
    await member.says('song');
    expect(chat.replies.slice(before)).toEqual(['filters.file-gone']);
    await admin.says('/filter song', { replyTo: song });
    await admin.presses('Replace');
    await member.says('song');
    expect(telegram.calls('sendVoice')).toHaveLength(3);
  });

  it('FIL-4 keywords with colons and emoji', async () => {
    const { admin, member, chat } = await open();
    for (const keyword of ['a:b', '🧑‍🚀', 'no:way:out']) {
      await admin.says(`/filter ${keyword} of ${keyword.length}`);
      await member.says(`oh ${keyword}`);
      expect(chat.lastReply.text).toBe(`of ${keyword.length}`);
    }
  });

  it('FIL-12 answers in the topic', async () => {
    const { admin, member, room, owner, act, telegram } = await open({ group: 'forum' });
    await admin.says('/filter hello hi');
    const topic = await act(() => owner.person.opensTopic(room, 'Talk'));
    await member.says('hello', { topic });
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({ message_thread_id: topic });
  });

  it('an ordinary message costs no SQL, with filters and without', async () => {
    const { admin, member, telegram } = await open();
    await member.says('met');
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await member.says('without any');
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
    await admin.says('/filter hello hi');
    await member.says('loaded');
    const again = jest.spyOn(pg.Client.prototype, 'query');
    telegram.asked.length = 0;
    for (let n = 0; n < 20; n++) await member.says(`message ${n}`);
    await member.says('hello');
    expect(again).not.toHaveBeenCalled();
    expect(telegram.asked).toEqual([]);
    await admin.says('/stop hello');
    expect(again).toHaveBeenCalled();
    again.mockRestore();
  });
});

describe('listing and removing', () => {
  it('FIL-8, FIL-B8, FIL-E lists them sorted, escaped, in answer to the message replied to', async () => {
    const { admin, member, chat, telegram } = await open();
    await member.says('/filters');
    expect(chat.lastReply.key).toBe('filters.none');
    await admin.says('/filter b 1');
    await admin.says('/filter <a> 2');
    const about = await member.says('question');
    await member.says('/filters', { replyTo: about });
    expect(chat.lastReply.text).toBe('Filters in Test group:\n• <a>\n• b');
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({
      reply_parameters: { message_id: about.message_id },
    });
  });

  it('FIL-B8 long lists have pages', async () => {
    const { admin, member, chat, database, room } = await open();
    await admin.says('/filter first text');
    const [{ content } = { content: {} }] = await database.db.filter.findMany();
    const rows = Array.from({ length: 60 }, (_, n) => ({ chatId: room.id, keyword: `x${n}`, content: content ?? {} }));
    await database.db.filter.createMany({ data: rows });
    await admin.says('/filter last text');
    await member.says('/filters');
    await member.presses('Next »');
    expect(chat.lastReply.text).toContain('(2/2)');
  });

  it('FIL-7, FIL-B2 removes any keyword, however it is written', async () => {
    const bot = await open();
    const { admin, chat } = bot;
    for (const keyword of ['привет', '"good morning"', 'a.b', 'regex:\\D+', 'plain'])
      await admin.says(`/filter ${keyword} x`);
    for (const typed of ['Привет', 'good morning', 'a.b', 'regex:\\D+', '"plain"']) {
      await admin.says(`/stop ${typed}`);
      expect(chat.lastReply.key).toBe('filters.stopped');
    }
    expect(await kept(bot)).toEqual([]);
    await admin.says('/stop nothing');
    expect(chat.lastReply.key).toBe('filters.unknown');
    await admin.says('/stop');
    expect(chat.lastReply.key).toBe('kit.argument-missing');
  });

  it('FIL-9 all of them, by the owner, once per question', async () => {
    const bot = await open();
    const { admin, owner, chat } = bot;
    await owner.says('/stopall');
    expect(chat.lastReply.key).toBe('filters.none');
    await admin.says('/filter a text');
    await admin.says('/stopall');
    expect(chat.lastReply.key).toBe('kit.owner-only');
    await owner.says('/stopall');
    expect(await admin.presses('Yes, remove all')).toMatchObject({ key: 'kit.owner-only' });
    await owner.presses('Yes, remove all');
    expect(chat.lastReply.key).toBe('filters.stopped-all');
    expect(await kept(bot)).toEqual([]);
  });
});

describe('from private', () => {
  it('FIL-1, FIL-B8 adds, asks, lists and removes for the connected group', async () => {
    const { admin, member, chat, privateChat, room } = await open();
    await admin.starts();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/filter hello old');
    await admin.writes('/filter hello new');
    await admin.presses('Replace');
    await member.says('hello');
    expect(chat.lastReply.text).toBe('new');
    await admin.writes('/filters');
    expect(privateChat(admin).lastReply.text).toContain('hello');
    await admin.writes('/stop hello');
    expect(privateChat(admin).lastReply.key).toBe('filters.stopped');
  });
});

describe('settings', () => {
  it.each(['filtercooldown 5', 'filteranswers all', 'filterreply replied', 'filterbots on', 'filteredits on'])(
    'FIL-B6 /%s shows and sets',
    async (text) => {
      const { admin, member, chat } = await open();
      const [name] = text.split(' ');
      await admin.says(`/${name}`);
      await admin.says(`/${text}`);
      await member.says(`/${text}`);
      expect(chat.replies).toEqual([`filters.${name}-is`, `filters.${name}-set`, 'kit.admins-only']);
    },
  );
});
