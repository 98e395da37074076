import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { deadline } from './deadline.ts';
import { keepHeapSmall } from './heap.ts';
import { createLogger, type Logger, type LogLevel, type RecentError } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { type Monitor, openMonitor } from './monitor.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { StartupError } from './startup-error.ts';
import { stopTraces } from './trace.ts';
import { VERSION } from './version.ts';

const ERRORS_KEPT = 20;
const CHECK_MS = 2_000;

type Check = () => Promise<boolean> | boolean;

/** What a service read from its environment, with what the process around it needs of it. */
export interface Settings<Config> {
  readonly config: Config;
  /** Exact values that must never reach a log. */
  readonly secrets?: readonly string[];
  readonly level?: LogLevel;
  /** Said once at start: misspelt and outdated variables. */
  readonly warnings?: readonly string[];
  readonly monitor?: { readonly port?: number; readonly host?: string; readonly token?: string | undefined };
}

/** What a starting service is given. */
export interface ServiceContext<Config> extends Pick<Shutdown, 'onStop' | 'signal'> {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Unique name of this process: the owner of its claims, the key of its heartbeat. */
  readonly instance: string;
  readonly version: string;
  /** Where this process is scraped; announced in its heartbeat. */
  readonly monitor: Pick<Monitor, 'url'>;
  /** Adds a condition of `/readyz`; false, an error or silence for 2 s means not ready. */
  addCheck: (name: string, check: Check) => void;
  /** Why this process is not ready, by check; empty when it is. */
  notReady: () => Promise<readonly string[]>;
}

export interface ServiceDefinition<Config> {
  readonly name: string;
  /** Reads the environment, once. What it throws is the operator's to mend: printed as it is, exit code 1. */
  settings(): Settings<Config>;
  /** Starts everything; whatever must end well is registered with `onStop` as soon as it exists. */
  start(context: ServiceContext<Config>): Promise<void>;
}

/**
 * Runs a service for the life of the process: settings, log, metrics, monitor, start, and one orderly end. SIGTERM and
 * SIGINT finish the current work and exit 0, a second signal exits at once; an uncaught error is logged and exits 1.
 * @example await runService({ name: 'sender', settings: readSettings, start: ({ config }) => … })
 */
export async function runService<Config>(definition: ServiceDefinition<Config>): Promise<void> {
  keepHeapSmall();
  const { name } = definition;
  const instance = `${name}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const settings = readSettings(definition);
  if (!settings) return;

  const recentErrors: RecentError[] = [];
  const logger = createLogger({
    service: name,
    instance,
    level: settings.level ?? 'info',
    secrets: settings.secrets ?? [],
    pretty: process.stdout.isTTY,
    onError: (error) => recentErrors.splice(0, recentErrors.length, error, ...recentErrors.slice(0, ERRORS_KEPT - 1)),
  });
  for (const warning of settings.warnings ?? []) logger.warn('configuration', { warning });

  const shutdown = createShutdown(logger);
  const exit = endProcess(shutdown, logger);
  const metrics = createMetrics(name, instance);
  const checks = new Map<string, Check>([['started', () => false]]);

  async function notReady(): Promise<readonly string[]> {
    if (shutdown.signal.aborted) return ['draining'];
    const failed = async ([check, run]: [string, Check]) =>
      (await deadline((async () => run())(), CHECK_MS).catch(() => false)) ? [] : [check];
    return (await Promise.all([...checks].map(failed))).flat();
  }

  try {
    shutdown.onStop('traces', stopTraces);
    const monitor = await openMonitor({
      ...settings.monitor,
      notReady,
      expose: metrics.expose,
      recentErrors: () => recentErrors,
    });
    shutdown.onStop('monitor', monitor.close);
    await definition.start({
      config: settings.config,
      logger,
      metrics,
      instance,
      version: VERSION,
      monitor,
      signal: shutdown.signal,
      onStop: shutdown.onStop,
      addCheck: (check, run) => void checks.set(check, run),
      notReady,
    });
    checks.delete('started');
    logger.info('ready', { version: VERSION, monitor: monitor.url, startMs: Math.round(process.uptime() * 1000) });
  } catch (error) {
    if (error instanceof StartupError) logger.error('start-failed', { reason: error.message });
    else logger.error('start-failed', { error });
    await exit(1);
  }
}

function readSettings<Config>(definition: ServiceDefinition<Config>): Settings<Config> | undefined {
  try {
    return definition.settings();
  } catch (error) {
    process.stderr.write(`${definition.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

/** Listens for what ends a process, and answers the function that ends it. */
function endProcess(shutdown: Shutdown, logger: Logger): (code: number) => Promise<void> {
  async function exit(code: number): Promise<void> {
    const inTime = await shutdown.run();
    if (!inTime) logger.error('stop-late');
    process.exit(inTime ? code : 1);
  }
  let signals = 0;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (++signals > 1) process.exit(128 + constants.signals[signal]);
      logger.info('stopping', { signal });
      void exit(0);
    });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      logger.error('uncaught', { kind: event, error });
      process.exit(1);
    });
  return exit;
}
