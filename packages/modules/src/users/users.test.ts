import { arg, defineModule } from '@alita/kit';
import { type TestBot, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import { createUsers } from './index.ts';
import { createDirectory } from './store.ts';
import { createTracker, type Sightings } from './tracker.ts';

const greet = defineModule({ name: 'greet' });
const greeting = greet.with({
  commands: [
    greet.command({
      name: 'greet',
      args: { target: arg.member() },
      run: ({ args: { target }, reply }) => void reply('greeted', { name: target.name }),
    }),
  ],
});

/** One message, in which somebody joins, through the watcher alone, with a store that ends as told. */
async function joined(setMember: () => Promise<void>) {
  const tracker = createTracker({ record: async () => {} });
  const unit = {};
  const store = { unit, kept: async () => [], keep: async () => {}, setMember };
  const sender = { id: 7, name: 'Eve', kind: 'user' };
  const raw = { new_chat_members: [{ id: 8, first_name: 'Zoe' }] };
  const message = { chat: { id: -5, type: 'group', title: 'Group' }, sender, date: new Date(), raw };
  const watcher = createUsers(tracker).watchers.find(({ name }) => name === 'messages');
  const ended = await Promise.resolve(watcher?.run({ message, store } as never)).catch(() => 'failed');
  tracker.confirm(unit);
  const zoe = { kind: 'user', id: 8, name: 'Zoe', username: null, isBot: false } as const;
  return { ended, isKnown: tracker.strangers([zoe]).length === 0 };
}

describe('what was written', () => {
  it('USR-5 is known when its unit of work is committed', async () => {
    expect(await joined(async () => {})).toEqual({ ended: 'continue', isKnown: true });
  });

  it('USR-5 is not when the watcher failed and its writes were undone, though others of the item are committed', async () => {
    expect(await joined(() => Promise.reject(new Error('no')))).toEqual({ ended: 'failed', isKnown: false });
  });
});

/** A bot that knows nobody but whom it has seen. */
async function forgetfulBot() {
  const seen: Sightings[] = [];
  const tracker = createTracker({ record: async (sightings) => void seen.push(sightings) });
  const bot = await testBot([createUsers(tracker), greeting], { directory: ({ db }) => createDirectory(db) });
  return { ...bot, tracker, seen, directory: createDirectory(bot.database.db) };
}

const memberOf = ({ database, room }: TestBot, userId: number) =>
  database.db.membership.findUnique({ where: { chatId_userId: { chatId: room.id, userId } } });

describe('users', () => {
  it('USR-1, TGT-9 a new name is known on the next message', async () => {
    const { admin, person, chat, directory } = await forgetfulBot();
    await admin.says('/greet @NewComer');
    const newcomer = person({ firstName: 'New', lastName: 'Comer', username: 'NewComer' });
    await newcomer.joins();
    await newcomer.says('hi');
    await admin.says('/greet @NEWCOMER');
    expect(chat.replies).toEqual(['kit.unknown-username', 'greet.greeted']);
    expect(await directory.byId(newcomer.id)).toEqual({
      id: newcomer.id,
      name: 'New Comer',
      username: 'newcomer',
      isBot: false,
    });
  });

  it('USR-2, USR-3 keeps sender and group', async () => {
    const { member, room, database } = await forgetfulBot();
    await member.says('hi');
    expect(await database.db.chat.findUnique({ where: { chatId: room.id }, select: { title: true } })).toMatchObject({
      title: 'Test group',
    });
    expect(await database.db.user.findUnique({ where: { userId: member.id } })).toMatchObject({ name: 'member' });
  });

  it('USR-4 keeps who is replied to and forwarded from', async () => {
    const { member, other, directory, person, act, room, world } = await forgetfulBot();
    const eve = person({ firstName: 'Eve', username: 'eve_away' });
    const elsewhere = world.supergroup({ title: 'Elsewhere', owner: eve.person, members: [member.person] });
    const hers = eve.person.says(elsewhere, 'from far away');
    await member.says('re', { replyTo: await other.says('hi') });
    await act(() => member.person.forwards(hers, room));
    expect(await directory.byUsername('other')).toMatchObject({ id: other.id });
    expect(await directory.byUsername('eve_away')).toMatchObject({ id: eve.id });
  });

  it('USR-B2 a name belongs to whoever shows up with it last', async () => {
    const { member, other, directory } = await forgetfulBot();
    await member.says('hi');
    await other.says('hi');
    member.person.user.username = 'someone_else';
    other.person.user.username = 'member';
    await other.says('now I am member');
    expect(await directory.byUsername('member')).toMatchObject({ id: other.id });
    await member.says('and I am not');
    expect(await directory.byUsername('someone_else')).toMatchObject({ id: member.id });
  });

  it('USR-6 and so does the name of a channel', async () => {
    const { member, directory, world } = await forgetfulBot();
    const [first, second] = ['First', 'Second'].map((title) => world.channel({ title, owner: member.person }));
    if (!first || !second) throw new Error('no channels');
    Object.assign(first.chat, { username: 'The_Name' });
    await member.says('mine', { as: first });
    expect(await directory.byUsername('the_name')).toMatchObject({ id: first.id });
    Object.assign(second.chat, { username: 'The_Name' });
    await member.says('no, mine', { as: second });
    expect(await directory.byUsername('THE_NAME')).toMatchObject({ id: second.id });
    expect(await directory.byId(first.id)).toEqual({ id: first.id, name: 'First', username: undefined });
    expect(await directory.byId(-1_009_999_999_999)).toBeUndefined();
  });

  it('USR-5 writes nothing for those it knows, and counts them in memory', async () => {
    const { member, tracker, seen, database, room } = await forgetfulBot();
    await member.says('one');
    await member.says('two');
    const before = await newestWrite(database);
    await member.says('three');
    expect(await newestWrite(database)).toBe(before);
    await tracker.flush();
    const counted = { userId: member.id, chatId: room.id, at: expect.any(Number), messages: 3 };
    expect(seen.at(-1)?.members).toContainEqual(counted);
  });

  it('USR-B3 knows who is in the chat', async () => {
    const bot = await forgetfulBot();
    const { person } = bot;
    const eve = person({ firstName: 'Eve' });
    await eve.joins();
    expect(await memberOf(bot, eve.id)).toMatchObject({ isMember: true });
    await eve.leaves();
    expect(await memberOf(bot, eve.id)).toMatchObject({ isMember: false });
  });

  it('USR-B1 keeps a channel as a channel', async () => {
    const { member, directory, database, world } = await forgetfulBot();
    const ads = world.channel({ title: 'Ads', username: 'ads_here' });
    await member.says('buy!', { as: ads });
    expect(await directory.byUsername('Ads_Here')).toEqual({ id: ads.id, name: 'Ads', username: 'ads_here' });
    expect(await database.db.user.findUnique({ where: { userId: 136817688 } })).toBeNull();
  });
});

/** The newest transaction that wrote a face. */
async function newestWrite({ db }: TestBot['database']): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ newest: string }[]>`
    select max(xmin::text::bigint)::text as newest from (
      select xmin from users union all select xmin from chats union all select xmin from memberships) as written`;
  return row?.newest;
}
