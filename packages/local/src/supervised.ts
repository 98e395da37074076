import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const WITH_PARENT = fileURLToPath(new URL('with-parent.mjs', import.meta.url));
const OTEL = fileURLToPath(new URL('../../observe/otel.mjs', import.meta.url));
/** Where Node keeps what it made of our sources: the next start is a third faster and 30 MB smaller. */
const COMPILE_CACHE = fileURLToPath(new URL('../../../.data/cache/compile', import.meta.url));
/** What is young is collected more often: 10 to 30 MB less per process. Half of it costs a third more processor time. */
const SMALL_NURSERY = '--max-semi-space-size=8';
/** One arena of the C library serves a process with one busy thread: 20 to 30 MB less. */
const ONE_ARENA = { MALLOC_ARENA_MAX: '1' };
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
/** A run this long ends a series of failures. */
const STEADY_MS = 30_000;
/** A service may take 60 s to finish; what is still there after that is not going to. */
const GRACE_MS = 65_000;

/** One line a process printed, or the supervisor about it. */
export interface Line {
  readonly process: string;
  readonly text: string;
}

export interface SupervisedOptions {
  readonly name: string;
  /** TypeScript or JavaScript file. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onLine: (line: Line) => void;
}

/** A process that is started again whenever it ends, until told to stop. */
export interface Supervised {
  readonly name: string;
  /** Of the present run; undefined between runs. */
  readonly pid: number | undefined;
  /** How often it was started again. */
  readonly restarts: number;
  /** The fields of the line that said `ready`. Rejects when the very first run ends before it. */
  readonly ready: Promise<Readonly<Record<string, unknown>>>;
  /** Resolves when the present or next run is ready. */
  untilReady(): Promise<void>;
  /** Sends a signal; `SIGKILL` unless said, after which it is started again. */
  kill(signal?: NodeJS.Signals): void;
  freeze(): void;
  thaw(): void;
  /** SIGTERM, and SIGKILL after a minute's grace. */
  stop(): Promise<void>;
}

/** Starts a process and keeps it running. It says that it is ready by a JSON line whose `message` is `ready`. */
export function supervise(options: SupervisedOptions): Supervised {
  const { name, onLine } = options;
  const first = Promise.withResolvers<Readonly<Record<string, unknown>>>();
  first.promise.catch(() => {}); // may be settled before anybody asks
  let next = Promise.withResolvers<void>();
  let isReady = false;
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let restarts = 0;

  function read(text: string): void {
    onLine({ process: name, text });
    const fields = readyFields(text);
    if (!fields) return;
    isReady = true;
    first.resolve(fields);
    next.resolve();
  }

  function notReady(): void {
    if (isReady) next = Promise.withResolvers();
    isReady = false;
  }

  /** One run, from start to end; answers how it ended. */
  async function run(): Promise<string> {
    const args = [
      '--conditions=source',
      SMALL_NURSERY,
      '--import',
      WITH_PARENT,
      '--import',
      OTEL,
      options.script,
      ...(options.args ?? []),
    ];
    // a group of its own, so that Ctrl-C reaches only the supervisor, which stops all in order
    child = spawn(process.execPath, args, {
      cwd: options.cwd,
      env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...ONE_ARENA, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', read);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    child = undefined;
    return signal ?? `code ${code}`;
  }

  async function keepRunning(): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; restarts++) {
      const began = Date.now();
      const ending = await run();
      if (stopping.signal.aborted) return;
      notReady();
      first.reject(new Error(`${name} ended with ${ending} before it was ready`));
      if (!(await first.promise.catch(() => undefined))) return;
      failures = Date.now() - began > STEADY_MS ? 1 : failures + 1;
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      onLine({ process: name, text: `ended with ${ending}; starts again in ${pauseMs} ms` });
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const ended = keepRunning();
  return {
    name,
    get pid() {
      return child?.pid;
    },
    get restarts() {
      return restarts;
    },
    ready: first.promise,
    untilReady: () => next.promise,
    kill(signal = 'SIGKILL') {
      notReady();
      child?.kill(signal);
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async stop() {
      stopping.abort();
      child?.kill('SIGCONT');
      child?.kill('SIGTERM');
      const killer = setTimeout(() => child?.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(killer);
    },
  };
}

function readyFields(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{') || !text.includes('"message":"ready"')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
