import { deadline } from '@alita/observe';
import { type Mailboxes, QUEUES, type QueueName, type QueueStats } from '@alita/queues';
import { type Health, type HealthOptions, readHealth } from './health.ts';
import type { Instances } from './instances.ts';
import { bucketsOf, parseSamples, quantileBetween, type Sample, sumOf } from './samples.ts';

const FRESH_MS = 1_500;
const LOOK_MS = 2_000;
const HISTORY = 90;
/** Rates and quantiles look back this far. */
const WINDOW_MS = 10_000;
/** After a pause this long nobody was looking: the curves begin anew. */
const PAUSE_MS = 30_000;

const AGE = 'alita_update_age_seconds';
const CALL = 'alita_response_time_seconds';
const TOTALS = {
  received: 'alita_updates_received_total',
  handled: 'alita_updates_handled_total',
  calls: 'alita_telegram_requests_total',
} as const;
const CPU = 'process_cpu_seconds_total';
const MEMORY = 'process_resident_memory_bytes';
const NAMES = new Set([...Object.values(TOTALS), CPU, MEMORY, `${AGE}_bucket`, `${CALL}_bucket`]);

/** What the kinds of mailboxes are, in words. */
export const TITLES: Readonly<Record<QueueName, string>> = {
  in: 'incoming',
  'out-u': 'calls, urgent',
  'out-n': 'calls',
  post: 'in transit',
};

type Rates = Record<keyof typeof TOTALS, number>;
type Quantiles = { p50?: number | undefined; p95?: number | undefined; p99?: number | undefined };

/** What the status page shows. Rates are per second, times in milliseconds. */
export interface Overview {
  readonly at: number;
  readonly health: Health;
  readonly rates: Rates;
  readonly history: readonly (Rates & { at: number })[];
  /** How long an update waited before its handling began, and how long Telegram took to answer a call. */
  readonly latency: { waited: Quantiles; called: Quantiles };
  readonly processes: Readonly<Record<string, { cpuPercent: number; memoryMb: number }>>;
  readonly queues: readonly (QueueStats & { queue: QueueName; title: string })[];
  readonly errors: Awaited<ReturnType<Instances['errors']>>;
}

interface Look {
  readonly at: number;
  readonly samples: readonly Sample[];
}

export interface OverviewOptions extends HealthOptions {
  readonly mailboxes: Pick<Mailboxes, 'stats'>;
}

/**
 * Makes the function that answers what the status page shows. It looks at the system only when asked, and at most every
 * 1.5 s however many are watching.
 */
export function createOverview(options: OverviewOptions): () => Promise<Overview> {
  const { instances, mailboxes, now = Date.now } = options;
  let looks: Look[] = [];
  let history: (Rates & { at: number })[] = [];
  let latest: { at: number; overview: Promise<Overview> } | undefined;

  async function look(): Promise<Overview> {
    const [health, expositions, queues, errors] = await Promise.all([
      readHealth(options),
      instances.expositions(),
      deadline(readQueues(mailboxes), LOOK_MS).catch(() => []),
      instances.errors(),
    ]);
    const current: Look = { at: now(), samples: expositions.flatMap((text) => parseSamples(text, NAMES)) };
    if (current.at - (looks.at(-1)?.at ?? 0) > PAUSE_MS) [looks, history] = [[], []];
    looks = [...looks.filter(({ at }) => current.at - at <= WINDOW_MS + FRESH_MS), current];
    const [earliest = current] = looks;
    const rates = ratesBetween(looks.at(-2) ?? current, current);
    history = [...history, { ...rates, at: current.at }].slice(-HISTORY);
    return {
      at: current.at,
      health,
      rates: ratesBetween(earliest, current),
      history,
      latency: { waited: quantilesBetween(earliest, current, AGE), called: quantilesBetween(earliest, current, CALL) },
      processes: processesBetween(earliest, current),
      queues,
      errors: errors.slice(0, 20),
    };
  }

  return () => {
    if (!latest || now() - latest.at > FRESH_MS) latest = { at: now(), overview: look() };
    return latest.overview;
  };
}

const readQueues = (mailboxes: Pick<Mailboxes, 'stats'>) =>
  Promise.all(QUEUES.map(async (queue) => ({ queue, title: TITLES[queue], ...(await mailboxes.stats(queue)) })));

/** The growth of a counter per second; a restart makes it fall, which counts as nothing. */
const perSecond = (before: Look, current: Look, name: string, where = {}): number => {
  const seconds = (current.at - before.at) / 1000;
  const growth = sumOf(current.samples, name, where) - sumOf(before.samples, name, where);
  return seconds > 0 ? Math.max(0, growth / seconds) : 0;
};

const ratesBetween = (before: Look, current: Look): Rates => ({
  received: perSecond(before, current, TOTALS.received),
  handled: perSecond(before, current, TOTALS.handled),
  calls: perSecond(before, current, TOTALS.calls),
});

function quantilesBetween(before: Look, current: Look, name: string): Quantiles {
  const [from, to] = [bucketsOf(before.samples, name), bucketsOf(current.samples, name)];
  const ms = (quantile: number) => {
    const seconds = quantileBetween(from, to, quantile);
    return seconds === undefined ? undefined : Math.round(seconds * 10_000) / 10;
  };
  return { p50: ms(0.5), p95: ms(0.95), p99: ms(0.99) };
}

function processesBetween(before: Look, current: Look): Overview['processes'] {
  const names = new Set(current.samples.flatMap(({ labels }) => labels.instance ?? []));
  const entries = [...names].map((instance) => {
    const cpuPercent = Math.round(perSecond(before, current, CPU, { instance }) * 100);
    const memoryMb = Math.round(sumOf(current.samples, MEMORY, { instance }) / 1_048_576);
    return [instance, { cpuPercent, memoryMb }] as const;
  });
  return Object.fromEntries(entries);
}
