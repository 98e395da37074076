import { type Event, noEffects, outOfReach, RetryLater } from '@alita/kit';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Host, Item } from './ports.ts';
import { createRuntime } from './runtime.ts';

const OLD = { id: -5, type: 'group' as const, title: 'Group' };
const NEW = { id: -1_001_234_567_890, type: 'supergroup' as const, title: 'Group' };
const SENT = new Date(1_000_000);
const unused = () => Promise.reject(new Error('not used'));

let movedTo: number | undefined;
let moves: number;
let now: number;

const host: Host = {
  me: { id: 1, name: 'Alita', username: 'alitabot' },
  staff: () => Promise.resolve(undefined),
  now: () => new Date(now),
  token: () => '0',
  languages: ['en'],
  translator: (language) => Object.assign((key: string) => key, { language }),
  readUpdate: (update) => update as Event,
  speaker: () => {
    throw new Error('not used');
  },
  ask: unused,
  cache: { get: unused, set: unused },
  directory: { byId: unused, byUsername: unused },
  loadChat: (chat) => Promise.resolve({ settings: chat === OLD.id && movedTo ? { kit: { migratedTo: movedTo } } : {} }),
  saveSettings: unused,
  moveChat: async (_db, from, to) => {
    if (movedTo === undefined && from.id === OLD.id) moves++;
    movedTo = to;
  },
  isTransient: (error) => error instanceof RetryLater,
  onBug: (error) => {
    throw error;
  },
};
const start = () => {
  const runtime = createRuntime([], host);
  return (given: Item) => runtime.handle(given);
};
const migration: Event['on'] = { from: OLD.id, to: NEW.id, date: SENT };
const item = (chat: { id: number }, kind: string, body: unknown, settings = 0): Item => ({
  id: 'i1',
  kind,
  body,
  chatId: chat.id,
  versions: { settings },
  isLastTry: false,
  unit: { db: {}, savepoint: (work) => work() },
  readState: () => Promise.resolve({}),
});
const told = (chat: typeof OLD | typeof NEW) => item(chat, 'update', { kind: 'migration', chat, on: migration });

beforeEach(() => {
  movedTo = undefined;
  moves = 0;
  now = SENT.getTime() + 1_000;
});

describe('a group that became a supergroup', () => {
  it('BUP-B2 moves in the old mailbox, and both sides read everything anew', async () => {
    const { effects, isLeft } = await start()(told(OLD));
    expect(moves).toBe(1);
    expect(effects.versions).toEqual(['settings', 'admins']);
    expect(isLeft).toBe(true);
    expect(effects.posts).toMatchObject([{ chat: NEW.id, kind: 'continuation', body: { name: 'kit.migrated' } }]);
    const there = await start()(item(NEW, 'continuation', effects.posts[0]?.body));
    expect(there.effects.versions).toEqual(['settings', 'admins']);
    expect(there.isLeft).toBeUndefined();
  });

  it('the new mailbox waits until the old one has moved', async () => {
    const handle = start();
    await expect(handle(told(NEW))).rejects.toThrow(new RetryLater(500));
    await handle(told(OLD));
    const { effects } = await handle(told(NEW));
    expect(effects.versions).toContain('settings');
    expect(moves).toBe(1);
  });

  it('the new mailbox moves it itself after a minute, and what comes late does no harm', async () => {
    now += 60_000;
    const handle = start();
    const { effects } = await handle(told(NEW));
    expect(moves).toBe(1);
    expect(effects.posts).toMatchObject([{ chat: OLD.id, body: { name: 'kit.migrated' } }]);
    const news = await handle(item(OLD, 'continuation', effects.posts[0]?.body));
    expect(news.effects.versions).toContain('settings');
    expect(news.isLeft).toBe(true);
    const late = await handle({ ...told(OLD), versions: { settings: 1 } });
    const [forwarded] = late.effects.posts;
    expect(forwarded).toMatchObject({ chat: NEW.id, kind: 'update' });
    const { effects: none } = await handle(item(NEW, 'update', forwarded?.body, 1));
    expect(none).toMatchObject({ calls: [], posts: [], versions: [] });
    expect(moves).toBe(1);
  });
});

describe('a timer of the old group', () => {
  const body = { name: 'kit.nothing', data: { chat: OLD.id }, id: 'nothing:1', at: 500_000_000 };

  it('BUP-B2 comes before its time, goes on, and is set again in the new one, where it can be cancelled', async () => {
    movedTo = NEW.id;
    const [there] = (await start()(item(OLD, 'timer', body))).effects.posts;
    expect(there).toEqual({ chat: NEW.id, kind: 'timer', body: { ...body, data: { chat: NEW.id } } });
    const { effects } = await start()(item(NEW, 'timer', there?.body));
    expect(effects).toEqual({ ...noEffects(), timers: [there?.body] });
  });

  it('that is due by then runs in the new one', async () => {
    now = body.at;
    await expect(start()(item(NEW, 'timer', body))).rejects.toThrow('nothing is declared as kit.nothing');
  });
});

describe('an item of the old mailbox', () => {
  beforeEach(() => {
    movedTo = NEW.id;
  });
  const forward = async (kind: string, body: unknown) => (await start()(item(OLD, kind, body))).effects.posts;

  it.each([
    [
      'update',
      { update_id: 1, message: { message_id: 2, chat: OLD, reply_to_message: { chat: OLD, sender_chat: OLD } } },
      {
        update_id: 1,
        message: { message_id: outOfReach(2), chat: NEW, reply_to_message: { chat: NEW, sender_chat: NEW } },
      },
    ],
    [
      'timer',
      { name: 'mutes.end', data: { userId: 5, shown: { chat: OLD.id, ref: 'a' } } },
      { name: 'mutes.end', data: { userId: 5, shown: { chat: NEW.id, ref: 'a' } } },
    ],
    [
      'continuation',
      { name: 'warns.settle', data: {}, outcome: { ok: true }, trigger: { chat: 7, messageId: 5 } },
      { name: 'warns.settle', data: {}, outcome: { ok: true }, trigger: { chat: 7, messageId: 5 } },
    ],
    [
      'continuation',
      { name: 'warns.settle', data: {}, outcome: { ok: true }, trigger: { chat: OLD.id, messageId: 5 } },
      { name: 'warns.settle', data: {}, outcome: { ok: true }, trigger: { chat: NEW.id, messageId: outOfReach(5) } },
    ],
    [
      'posted',
      { update: { message: { message_id: 3, chat: { id: 7, type: 'private' } } }, chat: OLD, language: 'en' },
      { update: { message: { message_id: 3, chat: { id: 7, type: 'private' } } }, chat: NEW, language: 'en' },
    ],
  ])('%s goes on to the new one, by the new id, and hits no message there', async (kind, body, expected) => {
    expect(await forward(kind, body)).toEqual([{ chat: NEW.id, kind, body: expected }]);
  });

  it.each([
    ['update', { update_id: 1, my_chat_member: { chat: OLD } }],
    ['update', { update_id: 1, chat_member: { chat: OLD } }],
    ['continuation', { name: 'kit.chat-gone', data: {}, outcome: { ok: false } }],
  ])('that tells of the end of the old group ends there: %s %j', async (kind, body) => {
    expect(await forward(kind, body)).toEqual([]);
  });
});
