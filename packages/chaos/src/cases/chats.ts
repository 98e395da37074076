import { setTimeout as sleep } from 'node:timers/promises';
import type { Chat } from '@alita/bench';
import { mixed } from '../mixed.ts';
import { act, answerTo, botOf, gatherOne, saidIn } from '../people.ts';
import type { Case, Stage } from '../stage.ts';

const LOAD = { chats: 100, people: 6, perSecond: 120, updates: 3_600 } as const;
const BEFORE_MS = 4_000;
const AFTER_MS = 6_000;
/** Long enough for the worker to have answered everything, and for a claim to be taken for abandoned. */
const PILES_UP_MS = 2_500;
const WAITING = 60;
/** Answers that are made after the first refusal may be for a chat that has taken the bot back: they are tried. */
const TRIED_IN_VAIN = WAITING / 3;

/** Lets calls pile up while something happens. */
async function whileNobodySends(stage: Stage, work: () => Promise<void>): Promise<void> {
  const sender = stage.one('sender');
  await stage.breaks(
    'the sender stands still',
    async () => {
      sender.freeze();
      await work().finally(() => sender.thaw());
    },
    { losesSends: true },
  );
}

/** The last chat loses the bot with a backlog of answers, and takes it back. */
async function kick(stage: Stage): Promise<void> {
  const { rig, crowd } = stage;
  const bot = botOf(rig);
  const { id: chat, owner, people } = crowd.at(-1) ?? { id: 0, owner: 0, people: [] };
  await sleep(BEFORE_MS);
  const { calls } = await rig.telegram.stats();
  await whileNobodySends(stage, async () => {
    for (let n = 0; n < WAITING; n++)
      await act(stage, { act: 'says', who: people[n % people.length] ?? owner, chat, text: '/id' });
    await sleep(PILES_UP_MS);
    await act(stage, { act: 'bans', who: owner, chat, user: bot });
  });
  await sleep(AFTER_MS);
  const tried = (await rig.telegram.calls({ after: calls.count })).calls.filter(
    ({ chatId, ok }) => chatId === chat && !ok,
  );
  if (tried.length === 0) stage.objects('nothing was on its way when the bot was kicked');
  if (tried.length > TRIED_IN_VAIN) stage.objects(`${tried.length} calls were made to a chat that had kicked the bot`);
  await act(stage, { act: 'unbans', who: owner, chat, user: bot });
  await act(stage, { act: 'adds', who: owner, chat, user: bot });
  if ((await answerTo(stage, { who: owner, chat, text: '/id' })) === undefined)
    stage.objects('no answer after the bot was taken back');
}

const kicked: Case = {
  name: 'chat-kicked',
  title: `a group bans the bot while ${WAITING} answers wait, and takes it back`,
  ...LOAD,
  gather: (rig) => gatherOne(rig, 'supergroup', 6),
  deeds: (crowd) => mixed(crowd.slice(0, -1)),
  disturb: kick,
};

/** A group becomes a supergroup with updates and answers on their way: they arrive there, in order. */
async function upgrade(stage: Stage): Promise<void> {
  const { id: chat, owner, people } = stage.crowd.at(-1) ?? { id: 0, owner: 0, people: [] };
  const [warned = 0] = people;
  const asked = Array.from({ length: 30 }, (_, n) => people[n % people.length] ?? 0);
  const ask = async (who: number) => await act(stage, { act: 'says', who, chat, text: '/id' });
  const warn = async (where: number) =>
    (await answerTo(stage, { who: owner, chat: where, text: `/warn ${warned} again` })) ?? 'nothing';
  await sleep(BEFORE_MS);
  const first = await warn(chat);
  if (!first.includes('1 of ')) stage.objects(`the first warning was answered by: ${first}`);
  const before = (await saidIn(stage, chat)).length;
  const worker = stage.one('worker');
  let moved = 0;
  await whileNobodySends(stage, async () => {
    for (const who of asked.slice(0, 15)) await ask(who);
    await sleep(PILES_UP_MS);
    worker.freeze();
    for (const who of asked.slice(15)) await ask(who);
    moved = await act(stage, { act: 'upgrades', who: owner, chat });
    worker.thaw();
  });
  await sleep(AFTER_MS);
  const second = await warn(moved);
  if (!second.includes('2 of ')) stage.objects(`the second warning was answered by: ${second}`);
  const said = [...(await saidIn(stage, chat)).slice(before), ...(await saidIn(stage, moved))];
  const answered = idsIn(said);
  if (answered.join() !== asked.join()) stage.objects(`answers to ${answered.join()} instead of ${asked.join()}`);
}

/** Whom the answers to `/id` are about. */
const idsIn = (said: readonly { text: string }[]): number[] =>
  said.flatMap(({ text }) => Number(/id: (\d+)/.exec(text)?.[1] ?? Number.NaN) || []);

const migrated: Case = {
  name: 'chat-migrated',
  title: 'a group becomes a supergroup while updates and answers of it wait',
  ...LOAD,
  gather: (rig) => gatherOne(rig, 'group', 5),
  deeds: (crowd) => mixed(crowd.slice(0, -1)),
  disturb: upgrade,
};

/** A mailbox takes so many; of what comes then, plain messages are kept as stubs. */
const BOUND = 20_000;
const BEYOND = 1_500;
/** One message in so many is a question. */
const ASKS_EVERY = 500;
const AT_ONCE = 500;
const PUSHED_WITHIN_MS = 90_000;
const WORKED_OFF_MS = 90_000;

/** The last chat gets more than its mailbox takes, while no worker takes anything out. */
async function overfill(stage: Stage): Promise<void> {
  const { rig, crowd } = stage;
  const { id: chat, people } = crowd.at(-1) ?? { id: 0, people: [] };
  const mailbox = `{alita:s0}:in:${botOf(rig)}.${chat}`;
  const asked: number[] = [];
  const worker = stage.one('worker');
  await sleep(BEFORE_MS);
  await stage.breaks('the worker stands still', async () => {
    worker.freeze();
    try {
      for (let n = 0; n < BOUND + BEYOND; n += AT_ONCE) asked.push(...(await fill(stage, { chat, people }, n)));
      const until = Date.now() + PUSHED_WITHIN_MS;
      while ((await rig.redis.llen(mailbox)) < BOUND + BEYOND && Date.now() < until) await sleep(200);
      const length = await rig.redis.llen(mailbox);
      if (length !== BOUND + BEYOND) stage.objects(`${length} of ${BOUND + BEYOND} messages are kept`);
    } finally {
      worker.thaw();
    }
  });
  const answered = async () => idsIn(await saidIn(stage, chat)).join();
  for (const until = Date.now() + WORKED_OFF_MS; Date.now() < until; await sleep(500))
    if ((await answered()) === asked.join()) return;
  stage.objects(`${await answered()} were answered, not ${asked.join()}`);
}

/** Chatter, and questions among it, each by the next of the people; answers who asked. */
async function fill({ rig }: Stage, { chat, people }: Pick<Chat, 'people'> & { chat: number }, from: number) {
  const acts = Array.from({ length: AT_ONCE }, (_, n) => {
    const who = people[Math.floor((from + n) / ASKS_EVERY) % people.length] ?? 0;
    return { act: 'says' as const, who, chat, text: (from + n) % ASKS_EVERY === 0 ? '/id' : `talk ${from + n}` };
  });
  await rig.telegram.bulk({ acts });
  return acts.flatMap(({ who, text }) => (text === '/id' ? [who] : []));
}

const full: Case = {
  name: 'chat-full',
  title: `a chat gets ${BOUND + BEYOND} messages while the only worker stands still: more than its mailbox takes`,
  ...LOAD,
  perSecond: 40,
  updates: 1_200,
  gather: (rig) => gatherOne(rig, 'supergroup', 6),
  deeds: (crowd) => mixed(crowd.slice(0, -1)),
  disturb: overfill,
};

export const chats: readonly Case[] = [kicked, migrated, full];
