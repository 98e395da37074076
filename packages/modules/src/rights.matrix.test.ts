import { type Callback, type Command, encodeCallback, type Need, needsOf, RIGHTS, readFields } from '@alita/kit';
import { type Actor, type Post, type TestBot, type TestBotOptions, testBot } from '@alita/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDirectory, createModules, createTracker } from './index.ts';
import { sampleArguments, sampleFields } from './samples.ts';

/**
 * Everything declared that needs a right, tried by everybody who lacks it: at most one answer, which is a refusal, no
 * call that changes anything, not a row written. New modules are covered by being listed in index.ts.
 */
const modules = () => createModules(createTracker({ record: async () => {} }));

interface Guarded {
  readonly label: string;
  readonly declaration: Command | Callback;
  readonly actor: readonly Need[];
  readonly bot: readonly Need[];
}

const guarded: readonly Guarded[] = modules()
  .flatMap(({ name: module, commands, callbacks }) =>
    [...commands, ...callbacks].map((declaration) => ({
      label: declaration.kind === 'command' ? `/${declaration.name}` : `${module}.${declaration.name}`,
      declaration,
      ...needsOf(declaration.needs),
    })),
  )
  .filter(({ actor, bot }) => actor.length + bot.length > 0);

const isCommand = ({ declaration }: Guarded): boolean => declaration.kind === 'command';
const needsSomebody = ({ actor }: Guarded): boolean => actor.length > 0;
const isOfGroups = (need: Need): boolean => need === 'owner' || need.startsWith('can_');
const isStaffOnly = ({ actor }: Guarded): boolean => actor.some((need) => need !== 'admin' && !isOfGroups(need));
const isUsed = (right: Need): boolean => guarded.some(({ actor, bot }) => [...actor, ...bot].includes(right));
const allBut = (right: Need) => RIGHTS.filter((each) => each !== right);

interface Column {
  readonly title: string;
  readonly applies: (guarded: Guarded) => boolean;
  readonly bot?: TestBotOptions['bot'];
  /** Prepares the group; says who tries and where. */
  readonly cast: (bot: TestBot) => Cast | Promise<Cast>;
  /** What the answer may be; any refusal that modules share unless given. `undefined`: no answer. */
  readonly answers?: readonly (string | undefined)[];
}
interface Cast {
  readonly who: Actor;
  readonly says?: (text: string, replyTo: Post) => Promise<unknown>;
  /** Where the buttons are pressed; the group unless given. */
  readonly chat?: number;
}

const columns: readonly Column[] = [
  { title: 'PERM-8 a member', applies: needsSomebody, cast: ({ member }) => ({ who: member }) },
  {
    title: 'PERM-8 a restricted member',
    applies: needsSomebody,
    async cast({ act, owner, room, member }) {
      await act(() => owner.person.restricts(room, member, { can_send_messages: true }));
      return { who: member };
    },
  },
  {
    title: 'PERM-8 an admin where the owner is asked for',
    applies: ({ actor }) => actor.includes('owner'),
    cast: ({ admin }) => ({ who: admin }),
  },
  ...RIGHTS.filter(isUsed).flatMap((right): Column[] => [
    {
      title: `GEN-7 an admin without ${right}`,
      applies: ({ actor }) => actor.includes(right),
      async cast({ act, owner, room, admin }) {
        await act(() => owner.person.promotes(room, admin, allBut(right)));
        return { who: admin };
      },
    },
    {
      title: `GEN-7 the owner, the bot without ${right}`,
      applies: ({ bot, ...rest }) => bot.includes(right) && !isStaffOnly({ bot, ...rest }),
      bot: allBut(right),
      cast: ({ owner }) => ({ who: owner }),
    },
  ]),
  {
    title: 'GEN-7 the owner, the bot no admin',
    applies: ({ bot, ...rest }) => bot.length > 0 && !isStaffOnly({ bot, ...rest }),
    bot: 'member',
    cast: ({ owner }) => ({ who: owner }),
  },
  {
    title: 'PERM-3, GEN-38 the owner speaking as a channel',
    applies: (each) => isCommand(each) && needsSomebody(each),
    cast({ owner, world }) {
      const channel = world.channel({ title: 'Voice', owner: owner.person });
      return { who: owner, says: (text, replyTo) => owner.says(text, { replyTo, as: channel }) };
    },
  },
  {
    title: 'PERM-23 an anonymous admin',
    applies: (each) => isCommand(each) && needsSomebody(each) && !isStaffOnly(each),
    async cast({ act, owner, room, admin }) {
      await act(() => owner.person.promotes(room, admin, [...RIGHTS, 'is_anonymous']));
      return { who: admin };
    },
    answers: ['kit.prove'],
  },
  {
    title: 'GEN-D6 a post of the linked channel',
    applies: isCommand,
    cast({ act, owner, room, world }) {
      const channel = world.channel({ title: 'News', owner: owner.person });
      world.link(channel, room);
      return { who: owner, says: (text) => act(() => owner.person.says(channel, text)) };
    },
    answers: [undefined],
  },
  {
    title: 'CB-7, PERM-34 somebody who left, with an old button',
    applies: (each) => !isCommand(each),
    async cast({ admin }) {
      await admin.leaves();
      return { who: admin };
    },
  },
  {
    title: 'PERM-28 the owner in private, without a connection',
    applies: ({ declaration, actor, bot }) =>
      declaration.kind === 'command'
        ? declaration.in === 'group' || declaration.in === 'connected'
        : [...actor, ...bot].some(isOfGroups),
    async cast({ owner }) {
      await owner.starts();
      return { who: owner, chat: owner.id, says: (text) => owner.writes(text) };
    },
  },
];

/** Watches all tables: gives those whose rows are not what they were the last time. */
async function watchTables({ database: { db } }: TestBot): Promise<() => Promise<string[]>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like '\\_prisma%'`;
  const fingerprints = tables
    .map(
      ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as rows from ${name} t`,
    )
    .join(' union all ');
  const known = new Map<string, string>();
  const changed = async () => {
    const now = await db.$queryRawUnsafe<{ name: string; rows: string }[]>(fingerprints);
    const other = now.filter(({ name, rows }) => known.get(name) !== rows);
    for (const { name, rows } of other) known.set(name, rows);
    return other.map(({ name }) => name);
  };
  await changed();
  return changed;
}

/** Shows a button with this data, as an older message of the bot would have. */
async function buttonWith(bot: TestBot, data: string, chat = bot.room.id): Promise<Post> {
  const keyboard = { inline_keyboard: [[{ text: 'press', callback_data: data }]] };
  const shown = await bot.world.telegram.call(bot.bot.token, 'sendMessage', {
    chat_id: chat,
    text: 'menu',
    reply_markup: keyboard,
  });
  if (!shown.ok) throw new Error(shown.description);
  return shown.result as Post;
}

const HARMLESS = /^get|^sendMessage$|^answerCallbackQuery$/;

/** What was said, by key, and what was done, since `before`. */
function since({ world, chat, privateChat }: TestBot, who: Actor, before: number) {
  const calls = world.telegram.calls(before);
  const said = [...chat.said, ...privateChat(who).said];
  const sent = calls.filter(({ method }) => method === 'sendMessage');
  const keyOf = ({ answer }: (typeof calls)[number]) =>
    said.find(({ message }) => answer.ok && message === answer.result)?.key;
  return { done: calls.map(({ method }) => method).filter((method) => !HARMLESS.test(method)), said: sent.map(keyOf) };
}

const open = (options: TestBotOptions = {}) =>
  testBot(modules(), { directory: ({ db }) => createDirectory(db), ...options });

/** Everybody has said something, so that nothing written later is only somebody's name. Gives what commands reply to. */
async function introduce({ owner, admin, member, other }: TestBot): Promise<Post> {
  for (const each of [owner, admin, member]) await each.says('hello');
  return other.says('what this is about');
}

async function attempt(bot: TestBot, { declaration, label }: Guarded, cast: Cast, about: Post) {
  const { who, chat } = cast;
  if (declaration.kind === 'command') {
    const text = `/${declaration.name} ${sampleArguments(declaration.args)}`;
    const before = bot.world.telegram.count;
    await (cast.says ? cast.says(text, about) : who.says(text, { replyTo: about }));
    return since(bot, who, before);
  }
  const fields = sampleFields(declaration.data, { by: who.id, userId: bot.other.id });
  const button = await buttonWith(bot, encodeCallback(label, fields), chat);
  const before = bot.world.telegram.count;
  const toast = await who.presses('press', button);
  const { said, done } = since(bot, who, before);
  return { said: [...said, toast?.key], done };
}

describe.each(columns.filter(({ applies }) => guarded.some(applies)))('$title', (column) => {
  let bot: TestBot;
  let cast: Cast;
  let about: Post;
  let written: () => Promise<string[]>;
  beforeAll(async () => {
    bot = await open(column.bot ? { bot: column.bot } : {});
    about = await introduce(bot);
    cast = await column.cast(bot);
    await cast.says?.('hello', about);
    written = await watchTables(bot);
  });
  afterAll(() => bot.stop());

  it.each(guarded.filter(column.applies))('GEN-9 does nothing with $label', async (each) => {
    const { said, done } = await attempt(bot, each, cast, about);
    expect(done).toEqual([]);
    expect(said.length).toBeLessThanOrEqual(1);
    const [answer] = said;
    if (column.answers) expect(column.answers).toContain(answer);
    else if (!isStaffOnly(each) || answer !== undefined) expect(answer).toMatch(/^(?:kit|moderation)\./);
    expect(await written()).toEqual([]);
  });
});

describe('CB-3, GEN-28, BAN-E13, WRN-E8 forged data', () => {
  let bot: TestBot;
  let written: () => Promise<string[]>;
  beforeAll(async () => {
    bot = await open();
    await introduce(bot);
    written = await watchTables(bot);
  });
  afterAll(() => bot.stop());

  /** Data of the right shape with each value made nonsense, none at all, and another version. */
  const forgeries = guarded.flatMap(({ declaration, label }) => {
    if (declaration.kind === 'command') return [];
    const fields = sampleFields(declaration.data, { by: 1, userId: 1 });
    const nonsense = Object.keys(fields).map((name) => ({ ...fields, [name]: '\u202e%s' }));
    const refused = [{}, ...nonsense].filter((forged) => readFields(declaration.data, forged as never) === undefined);
    return [...refused.map((forged) => encodeCallback(label, forged)), `${label}|v2|_`, label];
  });

  it.each([...forgeries, 'nobody.knows|v1|_', '|v1|_'])('%s is refused', async (data) => {
    const button = await buttonWith(bot, data);
    const count = bot.world.telegram.count;
    expect(await bot.owner.presses('press', button)).toMatchObject({ key: 'kit.button-invalid' });
    expect(since(bot, bot.owner, count)).toEqual({ said: [], done: [] });
    expect(await written()).toEqual([]);
  });
});

/** The other side of the matrix: were the samples wrong, everything above would be refused for the wrong reason. */
describe('GEN-10 the owner, a bot with every right', () => {
  const GATES =
    /^kit\.(?:admins-only|owner-only|.*lacks-right|bot-not-admin|anonymous|prove|group-only|button|not-conn)/;

  it.each(guarded.filter((each) => !isStaffOnly(each)))('passes the gates of $label', async (each) => {
    const bot = await open();
    const about = await introduce(bot);
    const { said } = await attempt(bot, each, { who: bot.owner }, about);
    expect(said.filter((key) => key && GATES.test(key))).toEqual([]);
    bot.stop();
  });
});
