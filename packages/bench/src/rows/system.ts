import type { Chat } from '../rig/crowd.ts';
import type { Deed } from '../rig/load.ts';
import { loadRow } from './load-row.ts';
import type { Row } from './row.ts';

/** Chatter over all chats, one in `every` something that is due an answer. */
export const chatter =
  (every: number, question = '/id') =>
  (crowd: readonly Chat[]) =>
  (n: number): Deed => {
    // rounds shift by one, so that it is not always the same chats that ask
    const round = Math.floor(n / crowd.length);
    return sayIn(at(crowd, n), round, (n + round) % every === 0 && question, n);
  };

function sayIn({ id, people }: Chat, turn: number, question: string | false, n: number): Deed {
  const text = question || `message ${n}: an ordinary remark of some length, as people make them`;
  return { act: { act: 'says', who: at(people, turn), chat: id, text }, ...(question && { due: question }) };
}

function at<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
}

const SATURATION_UPDATES = 60_000;

const saturation = (mode: 'polling' | 'webhook'): Row[] => [
  loadRow({
    name: `saturation-${mode}-20`,
    title: `saturation, ${mode}: 20 chats × 50 people, 1 in 10 due a reply`,
    rig: { mode },
    chats: 20,
    people: 50,
    deeds: chatter(10),
    pace: { total: SATURATION_UPDATES },
  }),
  loadRow({
    name: `saturation-${mode}-500`,
    title: `saturation, ${mode}: 500 chats × 20 people, 1 in 20 due a reply`,
    rig: { mode },
    chats: 500,
    people: 20,
    deeds: chatter(20),
    pace: { total: SATURATION_UPDATES },
  }),
];

/** The reference case: the bot answers a keyword. */
const KEYWORD = { commands: ['/filter goodnight Sleep well, {first}!'], question: 'goodnight everybody' };

const filters: Row[] = [
  loadRow({
    name: 'filters-20',
    title: 'filters, polling: 20 chats × 50 people, one filter each, 1 message in 10 has its keyword',
    chats: 20,
    people: 50,
    commands: KEYWORD.commands,
    deeds: chatter(10, KEYWORD.question),
    pace: { total: SATURATION_UPDATES },
  }),
  loadRow({
    name: 'filters-500',
    title: 'filters, polling: 500 chats × 20 people, one filter each, 1 message in 20 has its keyword',
    chats: 500,
    people: 20,
    commands: KEYWORD.commands,
    deeds: chatter(20, KEYWORD.question),
    pace: { total: SATURATION_UPDATES },
  }),
];

const openLoop = (mode: 'polling' | 'webhook', perSecond: number): Row =>
  loadRow({
    name: `open-${mode}-${perSecond}`,
    title: `open loop, ${mode}: ${perSecond}/s over 100 chats, 1 in 10 due a reply`,
    rig: { mode },
    chats: 100,
    people: 20,
    deeds: chatter(10),
    pace: { perSecond, seconds: 20 },
  });

const RATES = [300, 1_000, 2_000, 4_000];

/** The first chat gets 70 of 100 messages. */
const raid = loadRow({
  name: 'raid',
  title: 'raid: one chat gets 70 % of 2 000/s, 300 quiet chats share the rest',
  chats: 301,
  people: 20,
  deeds:
    ([loud, ...others]) =>
    (n) => {
      const isLoud = n % 10 < 7;
      return loud && isLoud
        ? sayIn(loud, n, n % 20 === 0 && '/id', n)
        : sayIn(at(others, n), n, n % 10 === 9 && '/id', n);
    },
  pace: { perSecond: 2_000, seconds: 20 },
  quiet: ([, ...others]) => new Set(others.map(({ id }) => id)),
});

const commands = loadRow({
  name: 'commands',
  title: 'commands: 200/s that write to the database and answer (warn, unwarn)',
  chats: 100,
  people: 20,
  commands: ['/setwarnlimit 100'],
  deeds: (crowd) => (n) => {
    const { id, owner, people } = at(crowd, n);
    const round = Math.floor(n / crowd.length);
    const text = `${round % 2 === 0 ? '/warn' : '/rmwarn'} ${at(people, Math.floor(round / 2))}`;
    return { act: { act: 'says', who: owner, chat: id, text }, due: 'command' };
  },
  pace: { perSecond: 200, seconds: 20 },
});

const growth = [10, 100, 1_000, 10_000].map((chats) =>
  loadRow({
    name: `chats-${chats}`,
    title: `growth: 300/s over ${chats} chats`,
    chats,
    people: 3,
    deeds: chatter(10),
    pace: { perSecond: 300, seconds: 20 },
  }),
);

/** A chat that has set up all it could. */
const FURNISHED = [
  `/setwelcome Welcome, {first}! ${'Read before you write. '.repeat(60)}`,
  `/setgoodbye Farewell, {first}. ${'It was good to have you. '.repeat(40)}`,
  `/setrules ${'Be kind, and stay with the subject. '.repeat(80)}`,
  '/disable id notes rules adminlist',
  ...Array.from(
    { length: 20 },
    (_, n) => `/filter keyword${n} Answer ${n}: ${'as long as people write them. '.repeat(10)}`,
  ),
];

const settings = [
  { name: 'settings-none', title: 'chats that have set nothing', commands: [] },
  { name: 'settings-many', title: 'chats with long texts and 20 filters', commands: FURNISHED },
].map(({ name, title, commands: furnishing }) =>
  loadRow({
    name,
    title: `growth: 300/s over 100 ${title}`,
    chats: 100,
    people: 3,
    commands: furnishing,
    deeds: chatter(10, '/info'),
    pace: { perSecond: 300, seconds: 20 },
  }),
);

const backlog = [2_000, 20_000, 200_000].map((items) =>
  loadRow({
    name: `backlog-${items}`,
    title: `growth: a backlog of ${items} updates over 500 chats is worked off`,
    chats: 500,
    people: 5,
    deeds: chatter(20),
    pace: { total: items },
    pilesUp: true,
  }),
);

/** Rows over the whole system. */
export const systemRows: readonly Row[] = [
  ...saturation('polling'),
  ...saturation('webhook'),
  ...filters,
  ...RATES.map((rate) => openLoop('polling', rate)),
  ...RATES.map((rate) => openLoop('webhook', rate)),
  raid,
  commands,
  ...growth,
  ...settings,
  ...backlog,
];
