import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Commit } from './commit.ts';
import { reached } from './crash-points.ts';
import type { Delivery, Handler } from './delivery.ts';
import { ChildDied, Fenced, RetryLater, Unsure } from './errors.ts';
import { Item, QueueName } from './item.ts';
import { Slots } from './slots.ts';

/** What of a delivery can travel to a child process. */
const Suspect = z.object({
  queue: QueueName,
  key: z.string(),
  item: Item,
  receipt: z.string(),
  epoch: z.number(),
  versions: z.record(z.string(), z.number()),
  state: z.record(z.string(), z.unknown()),
  attempt: z.number(),
  lastAttempt: z.boolean(),
  tries: z.number(),
  begun: z.boolean(),
});

const ToChild = z.union([
  z.object({ handle: Suspect }),
  z.object({ state: z.record(z.string(), z.unknown()), request: z.number() }),
]);

const ToParent = z.union([
  z.object({ commit: Commit }),
  z.object({
    error: z.object({ name: z.string(), message: z.string(), stack: z.string().optional(), ms: z.number().optional() }),
  }),
  z.object({ readState: z.array(z.string()), request: z.number() }),
]);

export interface AloneOptions {
  /** A module that calls `serveAlone`. */
  module: URL;
  /** Node's own arguments. */
  execArgv?: readonly string[];
  /** An item that takes longer has hung: its child is killed, which counts like a death; 30 s. */
  timeoutMs?: number;
}

/**
 * Runs suspected items in a child process, one at a time, so that what kills its process kills nobody else's items.
 *
 * @example mailboxes.drain('in', handler, { runAlone: forkAlone({ module: new URL('./alone.ts', import.meta.url) }) });
 */
export function forkAlone({
  module,
  execArgv,
  timeoutMs = 30_000,
}: AloneOptions): (delivery: Delivery) => Promise<Commit> {
  const one = new Slots(1);
  return (delivery) => one.run(() => runChild(fileURLToPath(module), execArgv, timeoutMs, delivery));
}

function runChild(
  module: string,
  execArgv: readonly string[] | undefined,
  timeoutMs: number,
  delivery: Delivery,
): Promise<Commit> {
  const child = fork(module, { serialization: 'json', ...(execArgv ? { execArgv: [...execArgv] } : {}) });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  return new Promise<Commit>((resolve, reject) => {
    child.on('error', (cause) => reject(new Unsure('no child process', { cause })));
    child.on('exit', (code, signal) => reject(new ChildDied(`the child process ended: ${signal ?? code}`)));
    child.on('message', (raw) => {
      const message = ToParent.parse(raw);
      if ('commit' in message) resolve(message.commit);
      else if ('error' in message) reject(revive(message.error));
      else {
        delivery.readState(message.readState).then((state) => child.send({ state, request: message.request }), reject);
      }
    });
    child.send({ handle: Suspect.parse(delivery) });
  }).finally(() => {
    clearTimeout(timer);
    child.kill('SIGKILL');
  });
}

function revive({
  name,
  message,
  stack,
  ms,
}: {
  name: string;
  message: string;
  stack?: string | undefined;
  ms?: number | undefined;
}): Error {
  if (name === 'RetryLater') return new RetryLater(ms ?? 1_000);
  if (name === 'Unsure') return new Unsure(message);
  if (name === 'Fenced') return new Fenced(ms);
  return Object.assign(new Error(message), stack ? { stack } : {});
}

/** The child's side: handles the one item it is sent, with the worker's own handler. */
export function serveAlone(handler: Handler): void {
  const requests = new Map<number, (state: Record<string, unknown>) => void>();
  const tell = (message: z.input<typeof ToParent>) => process.send?.(message);
  const handle = async (suspect: z.infer<typeof Suspect>) => {
    const delivery: Delivery = {
      ...suspect,
      following: [],
      settle: async () => {},
      hold: async () => {},
      readState: (fields) =>
        new Promise((resolve) => {
          const request = requests.size;
          requests.set(request, resolve);
          tell({ readState: [...fields], request });
        }),
    };
    try {
      reached('handling', suspect.queue, suspect.key, suspect.item);
      tell({ commit: await handler(delivery) });
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      const ms = error instanceof RetryLater ? error.ms : error instanceof Fenced ? error.epoch : undefined;
      tell({ error: { name: error.name, message: error.message, stack: error.stack, ms } });
    }
  };
  process.on('message', (raw) => {
    const message = ToChild.parse(raw);
    if ('handle' in message) void handle(message.handle);
    else requests.get(message.request)?.(message.state);
  });
  process.on('disconnect', () => process.exit(0));
}
