import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault as CallFault, Rig } from '@alita/bench';
import type { Case, Stage } from '../stage.ts';

const LOAD = { chats: 100, people: 6, perSecond: 150, updates: 4_500 } as const;
const BEFORE_MS = 4_000;

async function during(telegram: Rig['telegram'], ms: number, faults: readonly CallFault[]): Promise<void> {
  for (const fault of faults) await telegram.addFault(fault);
  await sleep(ms);
  await telegram.clearFaults();
}

const ERRORS_AND_RESETS: readonly CallFault[] = [
  { kind: 'error', code: 500, chance: 0.5 },
  { kind: 'reset', chance: 0.2 },
];

/** Half of all calls are answered with 500, and others reset. */
export const errorsAndResets = (telegram: Rig['telegram'], ms: number): Promise<void> =>
  during(telegram, ms, ERRORS_AND_RESETS);

/** A case in which calls to Telegram go wrong for a while. */
const trouble = (
  name: string,
  title: string,
  ms: number,
  faults: (stage: Stage) => readonly CallFault[],
  losesSends = false,
): Case => ({
  name,
  title,
  ...LOAD,
  async disturb(stage) {
    const { telegram } = stage.rig;
    await sleep(BEFORE_MS);
    await stage.breaks(title, () => during(telegram, ms, faults(stage)), { losesSends });
    await sleep(BEFORE_MS);
  },
});

const SENDS = { method: 'sendMessage' } as const;
const SLOW_MS = 4_000;
/** Longer than a heartbeat lives, shorter than a slow call: it ends under an owner that was given up. */
const FROZEN_MS = 3_000;

/** Calls outlive heartbeats: of the sender that makes them, and of one that is given up or killed while it does. */
async function slowCalls(stage: Stage): Promise<void> {
  const { telegram } = stage.rig;
  await sleep(BEFORE_MS);
  await telegram.addFault({ ...SENDS, kind: 'delay', delayMs: SLOW_MS, chance: 0.1 });
  await sleep(2 * SLOW_MS);
  await stage.freezes(stage.one('sender'), FROZEN_MS);
  await sleep(SLOW_MS);
  await stage.kills(stage.one('sender'));
  await sleep(SLOW_MS);
  await telegram.clearFaults();
  await sleep(BEFORE_MS);
}

const slow: Case = {
  name: 'telegram-slow',
  title: `every tenth send takes ${SLOW_MS / 1000} s, while one of two senders is frozen and another killed`,
  ...LOAD,
  rig: { replicas: { sender: 2 } },
  disturb: slowCalls,
};

export const telegram: readonly Case[] = [
  trouble('telegram-429-chat', 'Telegram tells one chat to wait 5 s, again and again', 15_000, ({ crowd }) => [
    { ...SENDS, kind: 'error', code: 429, retryAfter: 5, chatId: crowd[0]?.id ?? 0, times: 3 },
  ]),
  trouble('telegram-429', 'Telegram tells every tenth send to wait a second, for 15 s', 15_000, () => [
    { ...SENDS, kind: 'error', code: 429, retryAfter: 1, chance: 0.1 },
  ]),
  trouble(
    'telegram-500',
    'Telegram answers half of all calls with 500, and resets others, for 20 s',
    20_000,
    () => ERRORS_AND_RESETS,
  ),
  trouble('telegram-silent', 'five sends never get an answer', 10_000, () => [{ ...SENDS, kind: 'silence', times: 5 }]),
  trouble(
    'telegram-lost',
    'one answer in ten is lost after the call took effect, for 15 s',
    15_000,
    () => [{ ...SENDS, kind: 'lost-after', chance: 0.1 }],
    true,
  ),
  slow,
];
