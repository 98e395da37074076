import { type Command, needsOf } from '@alita/kit';
import { type Post, type TestBot, testBot } from '@alita/testing';
import { expect, it } from '@jest/globals';
import { createDirectory, createModules, createTracker } from './index.ts';
import { sampleArguments } from './samples.ts';

/**
 * Every command with everything people type by mistake, on purpose or in another script: one answer, in words that
 * Telegram takes, and no exception. New modules are covered by being listed in index.ts.
 */
const modules = () => createModules(createTracker({ record: async () => {} }));
const commands = modules().flatMap(({ commands }) => commands);

/** What follows the command's name where it may be about the message replied to. */
const texts: Readonly<Record<string, (command: Command) => string>> = {
  'no arguments': () => '',
  '4 096 characters': ({ name }) => 'x'.repeat(4096 - name.length - 2),
  '4 096 characters that grow when escaped': ({ name }) => '&'.repeat(4096 - name.length - 2),
  HTML: () => '<b>bold</i> <script>&amp; <a href="tg://user?id=1">',
  'printf and template marks': () => '%s %d %n {0} {name} {{first}}',
  'right-to-left text and emoji': () => '\u202eمرحبا שלום \u200f👩‍👩‍👧‍👦🏳️‍🌈 \ud83d',
  'the largest id': () => String(Number.MAX_SAFE_INTEGER),
};

/** … and where it names whom or what it is about. */
const inputs: typeof texts = {
  ...texts,
  'as it is meant': ({ args }) => sampleArguments(args),
  'a target and 4 000 characters': ({ args }) => `${sampleArguments(args)} ${'<'.repeat(4000)}`,
  'an id beyond the largest': () => '9223372036854775807',
  'a negative id': () => '-1009007199254',
  'an unknown user': () => '@nobody_here',
  'a target and an unknown word': ({ args }) => `${sampleArguments(args)} @nobody_here \u0000 9007199254740991`,
};

/** How many answers are right where it is not exactly one. */
const ANSWERS: Readonly<Record<string, readonly number[]>> = {
  // success is not told: the command is deleted, by itself or with what it was about
  ...Object.fromEntries(['sban', 'skick', 'smute', 'swarn', 'del', 'spurge'].map((name) => [name, [0, 1]])),
  // the settings, and the greeting as it will look
  welcome: [1, 2],
  goodbye: [1, 2],
};

const answersOf = ({ name, needs }: Command): readonly number[] =>
  needsOf(needs).actor.some((need) => STAFF.has(need)) ? [0] : (ANSWERS[name] ?? [1]);

/** Strangers hear nothing of commands that are not for them (PERM-18). */
const STAFF: ReadonlySet<string> = new Set(['staff', 'team', 'bot-owner']);

/** Answers that explain nothing: Telegram did not understand us, or we broke. */
const UNCLEAR = ['kit.refused.invalid', 'kit.refused.unknown', 'kit.failed'];

/** Tries one input and says what is wrong with what came of it. */
async function problemsOf(bot: TestBot, command: Command, input: string, about: Post | undefined): Promise<string[]> {
  const { world, owner, chat, privateChat } = bot;
  const text = `/${command.name} ${input}`;
  const before = world.telegram.count;
  try {
    if (command.in === 'private') await owner.writes(text);
    else await owner.says(text, about && { replyTo: about });
  } catch (error) {
    return [`threw ${String(error)}`];
  }
  const calls = world.telegram.calls(before);
  const refused = calls.filter(({ method, answer }) => /^(?:send|edit|answer)/.test(method) && !answer.ok);
  const sent = calls.filter(({ method, answer }) => /^(?:send|copy)[A-Z]/.test(method) && answer.ok);
  // a long answer comes in parts, of which only the first is a reply
  const answers = sent.filter(({ params }) => params.reply_parameters).length || Math.min(sent.length, 1);
  const unclear = [...chat.said, ...privateChat(owner).said]
    .filter(({ message }) => sent.some(({ answer }) => answer.ok && answer.result === message))
    .filter(({ key, text: shown }) => UNCLEAR.includes(key ?? '') || shown.trim() === '');
  return [
    ...(answersOf(command).includes(answers) ? [] : [`${answers} answers`]),
    ...refused.map(({ method, answer }) => `${method}: ${answer.ok ? '' : answer.description}`),
    ...unclear.map(({ key }) => `an answer that explains nothing: ${key}`),
  ];
}

/** Somebody new each time: the one before may be banned by now. */
async function somebodySays(bot: TestBot, firstName: string): Promise<Post> {
  const eve = bot.person({ firstName });
  await eve.joins();
  return eve.says('hello');
}

it.each(commands)('/$name answers whatever is typed', async (command) => {
  const bot = await testBot(modules(), { directory: ({ db }) => createDirectory(db) });
  const isPrivate = command.in === 'private';
  if (isPrivate) await bot.owner.starts();
  const problems: string[] = [];
  for (const [what, input] of Object.entries(inputs)) {
    const found = await problemsOf(bot, command, input(command), undefined);
    problems.push(...found.map((problem) => `${what}: ${problem}`));
  }
  for (const [what, input] of isPrivate ? [] : Object.entries(texts)) {
    const about = await somebodySays(bot, `Eve <${what}> & co %s`);
    const found = await problemsOf(bot, command, input(command), about);
    problems.push(...found.map((problem) => `${what}, as a reply: ${problem}`));
  }
  bot.stop();
  expect(problems).toEqual([]);
});
