import { setTimeout as sleep } from 'node:timers/promises';
import { profileClock, profiling, type Stretch, summarise } from '../profiles.ts';
import { firstOf, judge, logCalls, type Verdict } from '../rig/answers.ts';
import { type Chat, gatherCrowd } from '../rig/crowd.ts';
import { asFastAsItTakes, type Deed, steadily } from '../rig/load.ts';
import { percentile } from '../rig/numbers.ts';
import { untilQuiet } from '../rig/quiet.ts';
import { type Rig, type RigOptions, startRig } from '../rig/rig.ts';
import { sqlTransactions, usageOf, used } from '../rig/usage.ts';
import { latencyFigures, usageFigures } from './figures.ts';
import type { Figures, Row } from './row.ts';

/** As fast as it takes so many updates, or so many seconds at a rate. */
export type Pace = { readonly total: number } | { readonly perSecond: number; readonly seconds: number };

export interface LoadOptions {
  readonly name: string;
  readonly title: string;
  readonly rig?: Pick<RigOptions, 'mode' | 'replicas'>;
  readonly chats: number;
  readonly people: number;
  /** What owners say before. */
  readonly commands?: readonly string[];
  readonly deeds: (crowd: readonly Chat[]) => (n: number) => Deed;
  readonly pace: Pace;
  /** Chats whose latencies are told apart, as `quiet`. */
  readonly quiet?: (crowd: readonly Chat[]) => ReadonlySet<number>;
  /** Lets everything pile up in the mailboxes before the worker starts on it; the load itself is not measured then. */
  readonly pilesUp?: boolean;
}

/** Telegram keeps this many waiting while the system takes what it can. */
const WAITING = 5_000;
const SETTLE_MS = 300_000;
/** PostgreSQL's backends tell of their transactions at most this late. */
const STATISTICS_MS = 10_500;

/** A row that puts a load on the whole system. */
export function loadRow(options: LoadOptions): Row {
  const { name, title, chats, people, commands = [] } = options;
  return {
    name,
    title,
    async measure({ share, runs, profiles }) {
      const count = Math.max(2, Math.round(chats * Math.min(1, share * 2)));
      const rig = await startRig({
        ...options.rig,
        ...(profiles && { env: profiling(profiles) }),
      });
      const names = new Map(rig.system.processes.map(({ name: process, pid }) => [pid ?? 0, process]));
      const figures: Figures[] = [];
      const stretches: Stretch[] = [];
      try {
        const crowd = await gatherCrowd(rig, { chats: count, people, commands });
        await sleep(share < 1 ? 0 : STATISTICS_MS);
        const before = await sqlTransactions(rig);
        let updates = 0;
        for (let run = 0; run < runs; run++) {
          const from = profileClock();
          const measured = await once(rig, crowd, options, share);
          stretches.push({ from, to: profileClock() });
          updates += measured.load.done;
          figures.push(measured.figures);
        }
        await sleep(share < 1 ? 0 : STATISTICS_MS);
        const sql = ((await sqlTransactions(rig)) - before) / updates;
        return figures.map((run) => ({ ...run, 'SQL/update': sql }));
      } finally {
        await rig.stop();
        if (profiles) await summarise(profiles, name, names, stretches);
      }
    },
  };
}

/** Puts the load on once, waits until all of it is done, and answers what that came to. */
export async function once(
  rig: Rig,
  crowd: readonly Chat[],
  options: Pick<LoadOptions, 'deeds' | 'pace' | 'quiet' | 'pilesUp'>,
  share: number,
) {
  const { telegram, system, scene } = rig;
  const { deeds, pace, quiet, pilesUp = false } = options;
  const log = await logCalls(telegram);
  const worker = system.of('worker')[0];
  if (pilesUp) worker?.freeze();
  let before = await usageOf(rig);
  let began = Date.now();
  const load =
    'total' in pace
      ? await asFastAsItTakes(telegram, deeds(crowd), { total: Math.round(pace.total * share), waiting: WAITING })
      : await steadily(telegram, deeds(crowd), {
          perSecond: pace.perSecond,
          total: Math.round(pace.perSecond * pace.seconds * share),
        });
  if (pilesUp) {
    while ((await telegram.stats()).updates.waiting > 0) await sleep(50);
    before = await usageOf(rig);
    began = Date.now();
    worker?.thaw();
  }
  const ended = await untilQuiet(rig, SETTLE_MS);
  const usage = used(before, await usageOf(rig));
  const verdict = judge(load.due, await log.end());
  const bot = Number(scene.token.split(':')[0]);
  const times = (await telegram.updates({ botId: bot })).filter(({ createdAt }) => createdAt >= began);
  const taken = times.map(({ createdAt, deliveredAt = Number.NaN }) => deliveredAt - createdAt).sort((a, b) => a - b);
  return {
    load,
    figures: {
      'updates/s': (load.done * 1000) / (ended - began),
      ...latencyFigures('', verdict.latencies),
      ...(quiet && latencyFigures('quiet ', latenciesOf(verdict, quiet(crowd)))),
      'taken p99': percentile(taken, 0.99),
      missing: verdict.missing.length,
      repeated: verdict.repeated.length,
      reordered: verdict.reordered,
      refused: load.refused,
      ...usageFigures(usage, load.done),
    },
  };
}

const latenciesOf = ({ answered }: Verdict, chats: ReadonlySet<number>): number[] =>
  answered
    .filter(({ due }) => chats.has(due.chat))
    .map((one) => firstOf(one).startedAt - one.due.at)
    .sort((a, b) => a - b);
