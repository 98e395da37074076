import {
  type Answered,
  countParked,
  type Due,
  firstOf,
  gatherCrowd,
  judge,
  logCalls,
  percentile,
  startRig,
  steadily,
  untilQuiet,
} from '@alita/bench';
import type { Line } from '@alita/local';
import { Link } from './link.ts';
import { mixed, PREPARATION, WARN_LIMIT } from './mixed.ts';
import { type Case, type Fault, type Links, type Stage, setStage } from './stage.ts';

/** Longer than any call and its commit take: what was sent earlier than this before a fault had been committed. */
const COMMITTED_MS = 500;
/** What was asked so shortly before a fault may have been held by what broke. */
const HELD_MS = 1_000;
const SETTLES_MS = 120_000;

/** What a case came to. */
export interface Finding {
  readonly name: string;
  readonly title: string;
  readonly updates: number;
  readonly due: number;
  readonly missing: number;
  readonly reordered: number;
  /** Sent again although the outcome of the first send was committed. */
  readonly repeated: number;
  /** Sent again because the outcome of the first send was lost. */
  readonly resent: number;
  /** Warnings that were asked for, those the bot said it gave, and those in the database. */
  readonly warnings: { readonly asked: number; readonly said: number; readonly stored: number };
  readonly parked: number;
  readonly faults: number;
  /** The longest that anything asked just before or during a fault waited for its answer, in milliseconds. */
  readonly movedOnMs: number;
  /** From the end of the load until nothing waited any more, in milliseconds. */
  readonly settledMs: number;
  /** From a question to its answer, over the whole run, in milliseconds. */
  readonly latencyMs: { readonly p50: number; readonly p95: number; readonly max: number };
  /** What did not go as it must; empty when all promises held. */
  readonly problems: readonly string[];
}

export interface RunOptions {
  /** Of the case's load, 0 to 1; all of it unless said. */
  readonly share?: number;
  readonly onLine?: (line: Line) => void;
}

/** Runs one case from an empty system to its end. */
export async function runCase(chosen: Case, { share = 1, onLine = () => {} }: RunOptions = {}): Promise<Finding> {
  const { name, title, perSecond, chats, people, settlesWithinMs = SETTLES_MS, gather, deeds = mixed } = chosen;
  const commands = [...PREPARATION, ...(chosen.commands ?? [])];
  const total = Math.round(chosen.updates * share);
  const listeners = new Set([onLine]);
  const links: Partial<Record<keyof Links, Link>> = {};
  const rig = await startRig({
    ...chosen.rig,
    onLine(line) {
      for (const listener of listeners) listener(line);
    },
    async via(url, server) {
      const link = await Link.to(url);
      links[server] = link;
      return link.url;
    },
  });
  const { redis, postgres } = links;
  if (!redis || !postgres) throw new Error('a server without a link');
  try {
    const gathered = await gatherCrowd(rig, { chats, people, commands });
    const crowd = [...gathered, ...((await gather?.(rig, share)) ?? [])];
    const log = await logCalls(rig.telegram);
    const { stage, problems, leave } = setStage({ rig, crowd, links: { redis, postgres }, share, listeners });
    const during = chosen.disturb(stage);
    const load = await steadily(rig.telegram, deeds(crowd, rig), { perSecond, total, during });
    await during;
    const ended = Date.now();
    const quiet = await untilQuiet(rig, settlesWithinMs).catch((error: Error) => {
      problems.push(error.message);
      return Date.now();
    });
    leave();
    const calls = await log.end();
    const { latencies, missing, reordered, repeated, answered } = judge(load.due, calls);
    const resent = repeated.filter((one) => mayBeResent(one, stage.faults, chosen.commitsWithinMs));
    const finding = {
      name,
      title,
      updates: load.done,
      due: load.due.length,
      missing: missing.length,
      reordered,
      repeated: repeated.length - resent.length,
      resent: resent.length,
      warnings: await countWarnings(stage, load.due),
      parked: await countParked(rig),
      faults: stage.faults.length,
      movedOnMs: Math.max(0, ...stage.faults.map((fault) => movedOn(fault, answered))),
      settledMs: Math.max(0, quiet - ended),
      latencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), max: percentile(latencies, 1) },
    };
    const flaws = (await chosen.check?.(load, calls, stage)) ?? [];
    return { ...finding, problems: [...problems, ...broken(finding, chosen), ...flaws] };
  } finally {
    await rig.stop();
    redis.close();
    postgres.close();
  }
}

/** The promises a finding breaks. */
function broken(
  finding: Omit<Finding, 'problems'>,
  { movesOnWithinMs = Number.POSITIVE_INFINITY, parks = 0 }: Case,
): string[] {
  const { missing, reordered, repeated, parked, warnings, movedOnMs } = finding;
  const broken: [boolean, string][] = [
    [missing > 0, `${missing} answers are missing`],
    [reordered > 0, `${reordered} answers came out of order`],
    [repeated > 0, `${repeated} answers were repeated after their outcome was committed`],
    [parked !== parks, `${parked} items were parked instead of ${parks}`],
    [warnings.said !== warnings.stored, `${warnings.said} warnings were given and ${warnings.stored} stored`],
    [movedOnMs > movesOnWithinMs, `a question at a fault waited ${Math.round(movedOnMs)} ms`],
  ];
  return broken.flatMap(([is, problem]) => (is ? [problem] : []));
}

const mayBeResent = (answered: Answered, faults: readonly Fault[], commitsWithinMs = COMMITTED_MS): boolean =>
  faults.some(
    ({ losesSends, at, until }) =>
      losesSends &&
      firstOf(answered).endedAt > at - commitsWithinMs &&
      firstOf(answered).startedAt < until + commitsWithinMs,
  );

function movedOn({ at, until }: Fault, answered: readonly Answered[]): number {
  const held = answered.filter(({ due }) => due.at > at - HELD_MS && due.at <= until);
  return Math.max(0, ...held.map((one) => firstOf(one).startedAt - one.due.at));
}

/** Compares what the bot told the groups with what it keeps. A warning it could not give was refused in words. */
async function countWarnings({ rig }: Stage, due: readonly Due[]): Promise<Finding['warnings']> {
  const warned = due.filter(({ what }) => what === 'warn');
  const chats = [...new Set(warned.map(({ chat }) => chat))];
  const asked = new Set(warned.map(({ chat, messageId }) => `${chat}:${messageId}`));
  const given = new Set<string>();
  for (const id of chats) {
    for (const { message } of await rig.telegram.history({ chat: id, limit: 1_000_000 })) {
      const answers = `${id}:${message.reply_to_message?.message_id}`;
      if (asked.has(answers) && message.text?.includes(` of ${WARN_LIMIT}`)) given.add(answers);
    }
  }
  const stored = await rig.database.db.warning.count({ where: { chatId: { in: chats.map(BigInt) } } });
  return { asked: asked.size, said: given.size, stored };
}
