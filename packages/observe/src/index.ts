export { deadline } from './deadline.ts';
export { mergeExpositions } from './exposition.ts';
export {
  createLogger,
  type LogFields,
  type Logger,
  type LoggerOptions,
  type LogLevel,
  type RecentError,
  silentLogger,
} from './logger.ts';
export { type MailboxNotice, observeMailboxes } from './mailbox-events.ts';
export { closedSet, createMetrics, EXPOSITION_TYPE, type Metrics } from './metrics.ts';
export { isBearer } from './monitor.ts';
export { prettyLine } from './pretty.ts';
export { createRedactor } from './redact.ts';
export { runService, type ServiceContext, type ServiceDefinition, type Settings } from './service.ts';
export { StartupError } from './startup-error.ts';
export { currentTrace, inSpan, markEntry } from './trace.ts';
export { VERSION } from './version.ts';
export { type WaitOptions, waitFor } from './wait-for.ts';
