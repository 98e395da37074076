import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from './version.ts';

const FAST = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const CALLS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const WAITS = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300];

/**
 * Every metric of the system, by name (all begin with `alita_`), with its label names. Label values come from closed
 * sets (kinds, commands, methods, outcomes), never from chats or users; each registry adds `service` and `instance`.
 */
function catalogue(registers: Registry[]) {
  const counter = <L extends string = never>(name: string, help: string, ...labelNames: L[]): Counter<L> =>
    new Counter({ name: `alita_${name}`, help, labelNames, registers });
  const gauge = <L extends string = never>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name: `alita_${name}`, help, labelNames, registers });
  const histogram = <L extends string = never>(name: string, help: string, buckets: number[], ...labelNames: L[]) =>
    new Histogram<L>({ name: `alita_${name}`, help, buckets, labelNames, registers });
  return {
    buildInfo: gauge('build_info', 'The running version, always 1', 'version'),

    updatesReceived: counter('updates_received_total', 'Updates accepted into a mailbox', 'kind'),
    updatesDeduplicated: counter('updates_deduplicated_total', 'Updates Telegram delivered again'),
    updatesIgnored: counter('updates_ignored_total', 'Updates that belong to no mailbox', 'reason'),
    updatesStubbed: counter('updates_stubbed_total', 'Messages kept as a stub because their mailbox was full'),
    webhookRejected: counter('webhook_rejected_total', 'Webhook requests refused', 'reason'),
    telegramAnswered: gauge('telegram_answered_timestamp_seconds', 'When Telegram was last heard, since 1970'),
    webhookPending: gauge('webhook_pending_updates', 'Updates that wait at Telegram for our webhook'),
    pollErrors: counter('poll_errors_total', 'Failed calls of getUpdates', 'reason'),

    updatesHandled: counter('updates_handled_total', 'Items handled by the worker', 'kind', 'outcome'),
    messagesProcessed: counter('messages_processed_total', 'Messages handled'),
    updateAge: histogram('update_age_seconds', 'Age of an update when its handling begins', FAST, 'kind'),
    handlerSeconds: histogram('handler_seconds', 'Time in a handler', FAST, 'module', 'handler', 'outcome'),
    commandsProcessed: counter('commands_processed_total', 'Commands run', 'command', 'status'),
    permissionChecks: counter('permission_checks_total', 'Checks of rights', 'check', 'source'),
    errors: counter('errors_total', 'Errors nobody expected', 'error_type'),

    calls: counter('telegram_requests_total', 'Calls to Telegram by how they ended', 'method', 'outcome', 'code'),
    callSeconds: histogram('response_time_seconds', 'Time Telegram took to answer', CALLS, 'endpoint'),
    callWaits: histogram('telegram_wait_seconds', 'Time a call was held by our own limits', WAITS, 'scope'),
    retryAfter: histogram('telegram_retry_after_seconds', 'What Telegram asked us to wait', WAITS, 'scope'),
    callsExpired: counter('telegram_expired_total', 'Calls dropped because they came too late', 'method'),
    callsRepeated: counter('telegram_repeated_total', 'Sends made again after an unclean end', 'method'),

    fenced: counter('mailbox_fenced_total', 'Commits refused because the mailbox had moved on', 'queue'),
    rearmed: counter('mailbox_rearmed_total', 'Mailboxes the watchdog woke', 'queue'),
    parked: counter('mailbox_parked_total', 'Items set aside', 'queue'),
    full: counter('mailbox_full_total', 'Items refused by a full mailbox', 'queue'),

    queueDepth: gauge('queue_depth', 'What lies in mailboxes: busy mailboxes, their items, parked', 'queue', 'state'),
    queueOldest: gauge('queue_oldest_age_seconds', 'Age of the oldest item that waits', 'queue'),

    cacheHits: counter('cache_hits_total', 'Cache look-ups', 'cache_type', 'result'),
    cacheLoad: histogram('cache_load_seconds', 'Time to load what was not cached', FAST, 'cache_type'),
    dbPool: gauge('db_pool', 'Database connections', 'state'),
  };
}

export type MetricCatalogue = ReturnType<typeof catalogue>;

/** The metrics of one process and their exposition. */
export interface Metrics extends MetricCatalogue {
  /** All metrics in Prometheus' text format. */
  expose: () => Promise<string>;
}

/** Makes the metrics of one process; `instance` tells replicas apart. */
export function createMetrics(service: string, instance: string = service): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service, instance });
  collectDefaultMetrics({ register: registry });
  const metrics = catalogue([registry]);
  metrics.buildInfo.set({ version: VERSION }, 1);
  return { ...metrics, expose: () => registry.metrics() };
}

/** What the whole system's exposition is served as. */
export const EXPOSITION_TYPE: string = Registry.PROMETHEUS_CONTENT_TYPE;

/** Keeps a label closed: the value itself when it is one of `known`, else `other`. */
export function closedSet(known: Iterable<string>): (value: string) => string {
  const set = new Set(known);
  return (value) => (set.has(value) ? value : 'other');
}
