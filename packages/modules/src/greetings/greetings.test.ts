import { defineModule, order, type Verdict } from '@alita/kit';
import { admitted } from '@alita/moderation';
import { testBot } from '@alita/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createNotes } from '../notes/index.ts';
import greetings from './index.ts';

/** Long enough for whoever waits to be greeted. */
const SOON = { seconds: 3 };

describe('a join', () => {
  it('GRT-9, GRT-10, GRT-11, GRT-B5: is greeted once, though Telegram tells twice', async () => {
    const { person, chat, later } = await testBot(greetings);
    await person({ firstName: 'Ann' }).joins();
    expect(chat.replies).toEqual([]);
    await later(SOON);
    await later({ hours: 1 });
    expect(chat.said.map(({ text }) => text)).toEqual(['Welcome, Ann! Good to have you here.']);
  });

  it('GRT-10: is greeted where the bot only sees the notice', async () => {
    const { person, chat, later } = await testBot(greetings, { bot: 'member' });
    await person({ firstName: 'Ann' }).joins();
    await later(SOON);
    expect(chat.said).toHaveLength(1);
  });

  it('GRT-12: is greeted again after a leave', async () => {
    const { person, chat, later } = await testBot(greetings);
    const ann = person({ firstName: 'Ann' });
    await ann.joins();
    await later(SOON);
    await ann.leaves();
    await later({ minutes: 1 });
    await ann.joins();
    await later(SOON);
    expect(chat.said).toHaveLength(2);
  });

  it('GRT-13, GRT-B2, CE-31: fills in who came, buttons and all', async () => {
    const { admin, person, chat, later, telegram } = await testBot(greetings);
    await admin.says('/setwelcome *Hi* {fullname} {username}, we are {count} [Site](buttonurl://example.org)');
    await person({ firstName: 'Ann', lastName: 'Lee', username: 'annlee' }).joins();
    await later(SOON);
    expect(chat.lastReply).toMatchObject({ text: 'Hi Ann Lee @annlee, we are 6', buttons: ['Site'] });
    expect(telegram.calls('sendMessage').at(-1)).not.toHaveProperty('reply_parameters');
  });

  it.each([
    ['photo', 'Hi {first}', 'Hi Ann'],
    ['sticker', undefined, 'Welcome, Ann! Good to have you here.'],
  ] as const)(
    'of whom a %s was to be shown that Telegram no longer has is greeted by words',
    async (kind, caption, words) => {
      const { admin, person, chat, later, telegram } = await testBot(greetings);
      const file = await admin.sends(kind, caption ? { caption } : {});
      await admin.says('/setwelcome', { replyTo: file });
      const method = kind === 'photo' ? 'sendPhoto' : 'sendSticker';
      telegram.refuses(method, 'wrong file identifier/HTTP URL specified');
      await person({ firstName: 'Ann' }).joins();
      await later(SOON);
      expect(chat.said.slice(1)).toMatchObject([{ text: words }, { key: 'greetings.file-gone' }]);
      await person({ firstName: 'Ann' }).joins();
      await later(SOON);
      expect(chat.lastReply.text).toBe(words);
      expect(telegram.calls(method)).toHaveLength(1);
    },
  );

  it('CE-B5: is shown the way to notes', async () => {
    const { admin, person, chat, room, later, database } = await testBot([greetings, createNotes()]);
    await admin.says('/setwelcome Hi [map](buttonurl://#map) [gone](buttonurl://#gone)');
    await admin.says('/save map text');
    await person().joins();
    await later(SOON);
    const [note] = await database.db.note.findMany();
    expect(chat.lastReply.message.reply_markup?.inline_keyboard).toMatchObject([
      [{ text: 'map', url: `https://t.me/alita_bot?start=note_${room.id}_${note?.key}` }],
    ]);
  });

  it('GRT-13: is not greeted while that is off', async () => {
    const { admin, person, chat, later } = await testBot(greetings);
    await admin.says('/welcome off');
    await person().joins();
    await later(SOON);
    expect(chat.replies).toEqual(['greetings.switched']);
  });

  it('GRT-B6: of a raider who is banned at once is not greeted, and the ban no reason for goodbyes', async () => {
    const { admin, owner, person, chat, room, act, later } = await testBot(greetings);
    await admin.says('/goodbye on');
    const raider = person({ firstName: 'Raider' });
    await raider.joins();
    await act(() => owner.person.bans(room, raider));
    await person({ firstName: 'Ann' }).joins();
    await later(SOON);
    expect(chat.said.slice(1).map(({ text }) => text)).toEqual(['Welcome, Ann! Good to have you here.']);
  });

  it('GRT-15: of somebody who is kept at the door is greeted when they are let in, in their topic', async () => {
    const gate = defineModule({ name: 'gate' });
    const hold = (on: 'member' | 'message') =>
      gate.watcher({
        name: `hold-${on}`,
        on,
        order: order.pending,
        run: ({ message }): Verdict => (message?.text ? 'continue' : 'stop'),
      });
    const letin = gate.command({
      name: 'letin',
      run: ({ chat, message, post }) =>
        post(admitted(chat, { user: { id: 7, first_name: 'Ann' }, topic: message.topicId })),
    });
    const module = gate.with({ commands: [letin], watchers: [hold('member'), hold('message')] });
    const { owner, admin, person, room, chat, act, later, telegram } = await testBot([greetings, module], {
      group: 'forum',
    });
    const topic = await act(() => owner.person.opensTopic(room, 'Hall'));
    await person({ id: 7, firstName: 'Ann' }).joins();
    await later(SOON);
    expect(chat.said).toEqual([]);
    await admin.says('/letin', { topic });
    await later(SOON);
    expect(chat.said.map(({ text }) => text)).toEqual(['Welcome, Ann! Good to have you here.']);
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({ message_thread_id: topic });
  });

  it('GRT-B7: takes the place of the greeting before, once that is wanted', async () => {
    const { admin, person, chat, later } = await testBot(greetings);
    await person().joins();
    await later(SOON);
    const first = chat.lastReply.message;
    await admin.says('/cleanwelcome on');
    await person().joins();
    await later(SOON);
    const second = chat.lastReply.message;
    expect(second.message_id).not.toBe(first.message_id);
    expect(chat).not.toShow(first);
    expect(chat).toShow(second);
  });

  it('GRT-B11: is greeted with one of several variants', async () => {
    const { admin, person, chat, later } = await testBot(greetings);
    await admin.says('/setwelcome one %%% two');
    await person().joins();
    await later(SOON);
    expect(['one', 'two']).toContain(chat.lastReply.text);
  });
});

describe('GRT-B11: in private', () => {
  it('who lets the bot write is greeted there, others in the group', async () => {
    const { admin, person, chat, later, privateChat } = await testBot(greetings);
    await admin.says('/welcomeprivate on');
    const [ann, bo, cy] = ['Ann', 'Bo', 'Cy'].map((firstName) => person({ firstName }));
    if (!ann || !bo || !cy) throw new Error('nobody there');
    await ann.starts();
    for (const each of [ann, bo, cy]) await each.joins();
    await later(SOON);
    await cy.leaves();
    await later(SOON);
    expect(privateChat(ann).said.map(({ text }) => text)).toEqual(['Welcome, Ann! Good to have you here.']);
    expect(chat.said.slice(1).map(({ text }) => text)).toEqual(['Welcome, Bo! Good to have you here.']);
  });
});

describe('GRT-B11: topics', () => {
  it('greetings go where they belong, and elsewhere when that is gone', async () => {
    const { owner, admin, person, room, later, telegram, act } = await testBot(greetings, { group: 'forum' });
    const topic = await act(() => owner.person.opensTopic(room, 'Hall'));
    await admin.says('/greetingtopic here');
    await admin.says('/greetingtopic here', { topic });
    await person().joins();
    await later(SOON);
    expect(telegram.calls('sendMessage').at(-1)).toMatchObject({ message_thread_id: topic });

    telegram.refuses('sendMessage', 'message thread not found');
    await person({ firstName: 'Ann' }).joins();
    await later(SOON);
    const [refused, said] = telegram.calls('sendMessage').slice(-2);
    expect(refused).toMatchObject({ message_thread_id: topic });
    expect(said).not.toHaveProperty('message_thread_id');
    expect(said).toMatchObject({ text: 'Welcome, Ann! Good to have you here.' });
  });
});

describe('a leave', () => {
  it('GRT-B3, GRT-16, CE-31: is passed over in silence unless goodbyes are on', async () => {
    const { admin, member, other, chat, later } = await testBot(greetings);
    await other.leaves();
    await later(SOON);
    await admin.says('/goodbye on');
    await member.leaves();
    await later(SOON);
    expect(chat.said.map(({ text }) => text).slice(1)).toEqual(['Goodbye, member, and all the best.']);
  });

  it('GRT-B6: of who was removed is told only where that is wanted', async () => {
    const { admin, owner, member, other, room, chat, act, later } = await testBot(greetings);
    await admin.says('/goodbye on');
    await act(() => owner.person.bans(room, member));
    await later(SOON);
    expect(chat.said).toHaveLength(1);
    await admin.says('/goodbyeremoved on');
    await act(() => owner.person.bans(room, other));
    await later(SOON);
    expect(chat.lastReply.text).toBe('Goodbye, other, and all the best.');
  });
});

/** Every statement that goes to PostgreSQL. */
const statements: unknown[] = [];
const original: unknown = Reflect.get(pg.Client.prototype, 'query');
function recorded(this: unknown, ...args: unknown[]): unknown {
  statements.push(args[0]);
  return typeof original === 'function' ? Reflect.apply(original, this, args) : undefined;
}

describe('many at once', () => {
  beforeEach(() => void Reflect.set(pg.Client.prototype, 'query', recorded));
  afterEach(() => void Reflect.set(pg.Client.prototype, 'query', original));

  it('GRT-B8: are greeted together, by as few greetings as configured, without SQL', async () => {
    const { admin, person, chat, later, telegram } = await testBot(greetings);
    await admin.says('/greetinglimit 2');
    await admin.says('/greetingnames 3');
    const said = telegram.calls('sendMessage').length;
    await person({ firstName: 'Zoe' }).joins();
    statements.length = 0;
    for (let second = 0; second < 10; second++) {
      for (let n = 0; n < 10; n++) await person({ firstName: `P${second}${n}` }).joins();
      await later({ seconds: 1 });
    }
    await later({ seconds: 40 });
    expect(statements).toEqual([]);
    expect(telegram.calls('sendMessage').length - said).toBe(2);
    expect(chat.said.at(-2)?.text).toBe('Welcome, Zoe, P00, P01 and 18 more! Good to have you here.');

    await later({ minutes: 1 });
    const greeted = chat.said.slice(-3).map(({ text }) => Number(/(\d+) more/.exec(text)?.[1]) + 3);
    expect(greeted.reduce((sum, each) => sum + each)).toBe(101);
  });

  it('GRT-B8: two are named as two', async () => {
    const { admin, person, chat, later } = await testBot(greetings);
    await admin.says('/setwelcome Hi {mention}');
    await person({ firstName: 'Ann' }).joins();
    await person({ firstName: 'Bo', username: 'bo_bo' }).joins();
    await later(SOON);
    expect(chat.lastReply.text).toBe('Hi Ann and @bo_bo');
    expect(chat.lastReply.message.entities?.[0]).toMatchObject({ type: 'text_mention' });
  });
});
