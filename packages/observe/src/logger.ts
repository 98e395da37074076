import { Writable } from 'node:stream';
import winston from 'winston';
import { errorFields } from './error-fields.ts';
import { prettyLine } from './pretty.ts';
import { createRedactor } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/** A log of events: a fixed name, everything that varies in fields; an `Error` goes into the field `error`. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** The same log with `fields` on every line. */
  child(fields: LogFields): Logger;
}

/** A line of level `error` as the status page shows it. */
export interface RecentError {
  readonly at: string;
  readonly event: string;
  readonly detail: string;
}

export interface LoggerOptions {
  readonly service: string;
  readonly instance?: string;
  readonly level?: LogLevel;
  /** Exact values that must never appear in a line; shapes of tokens and passwords are masked anyway. */
  readonly secrets?: readonly string[];
  /** For human eyes instead of JSON. */
  readonly pretty?: boolean;
  /** Takes each line, newline included; standard output by default. */
  readonly write?: (line: string) => void;
  /** Told of every line of level `error`, already redacted. */
  readonly onError?: (error: RecentError) => void;
}

const LINE = Symbol.for('message');

/** Each write wakes whoever reads the log, which costs ten times what the line itself does: lines wait this long for others. */
const GATHER_MS = 20;
let unwritten = '';

function writeToStdout(line: string): void {
  if (unwritten === '') setTimeout(flush, GATHER_MS).unref();
  unwritten += line;
}

function flush(): void {
  const lines = unwritten;
  unwritten = '';
  if (lines !== '') process.stdout.write(lines);
}

process.once('exit', flush);

function recentError(line: string): RecentError {
  const { timestamp, message, error, reason, text } = JSON.parse(line) as Record<string, unknown>;
  const said = error && typeof error === 'object' && 'message' in error ? error.message : (reason ?? text);
  return { at: String(timestamp), event: String(message), detail: typeof said === 'string' ? said : '' };
}

/**
 * Makes the JSON log of a service. Whole lines are redacted after they are written out, so that no field, stack or
 * cause can carry a secret past it.
 */
export function createLogger(options: LoggerOptions): Logger {
  const redact = createRedactor(options.secrets);
  const finish = winston.format((info) => {
    const line = redact(String(info[LINE]));
    if (info.level === 'error') options.onError?.(recentError(line));
    info[LINE] = options.pretty ? prettyLine(line) : line;
    return info;
  });
  const write = options.write ?? writeToStdout;
  const stream = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      write(line);
      done();
    },
  });
  const log = winston.createLogger({
    level: options.level ?? 'info',
    defaultMeta: { service: options.service, ...(options.instance && { instance: options.instance }) },
    format: winston.format.combine(winston.format.timestamp(), winston.format.json(), finish()),
    transports: [new winston.transports.Stream({ stream })],
  });
  return wrap(log, {});
}

function wrap(log: winston.Logger, base: LogFields): Logger {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      if (!log.isLevelEnabled(level)) return;
      const { level: _level, message: _message, ...rest } = { ...base, ...fields };
      const error = 'error' in rest ? { error: errorFields(rest.error) } : {};
      log.log({ ...rest, ...error, level, message: event });
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(log, { ...base, ...fields }),
  };
}

/** A log that writes nothing. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
};
