import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { REGEX_FLAGS } from './keyword.ts';

/** Which of the expressions matched first; `overrun` is the one that took longer than it may. By their numbers. */
export interface Tried {
  readonly found?: number;
  readonly overrun?: number;
}

interface Thread {
  readonly worker: Worker;
  /** Number of the expression it is at. */
  readonly trying: Int32Array;
}

/** All of a message's expressions together. An honest one needs microseconds. */
const LIMIT_MS = 100;

/**
 * Tries users' regular expressions on a text, one text at a time, in a thread of its own: one that would run for ever costs
 * its thread, not this process's heartbeat. One alone is blamed only when it overruns a second time, by itself: a process
 * that was frozen for a while has done nothing wrong.
 */
export class RegexRunner {
  readonly #limitMs: number;
  #thread: Promise<Thread> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limitMs = LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  first(sources: readonly string[], text: string): Promise<Tried> {
    if (sources.length === 0) return Promise.resolve({});
    const tried = this.#last.then(() => this.#twice(sources, text));
    this.#last = tried.catch(() => {});
    return tried;
  }

  async close(): Promise<void> {
    await (await this.#thread)?.worker.terminate();
    this.#thread = undefined;
  }

  async #twice(sources: readonly string[], text: string): Promise<Tried> {
    const { overrun, ...tried } = await this.#once(sources, text);
    if (overrun === undefined) return tried;
    const suspect = sources[overrun];
    if (suspect === undefined) return {};
    const alone = await this.#once([suspect], text);
    if (alone.overrun !== undefined) return { overrun };
    return alone.found === undefined ? {} : { found: overrun };
  }

  async #once(sources: readonly string[], text: string): Promise<Tried> {
    this.#thread ??= startThread();
    const { worker, trying } = await this.#thread;
    let late: NodeJS.Timeout | undefined;
    const overrun = new Promise<undefined>((resolve) => {
      late = setTimeout(resolve, this.#limitMs, undefined);
    });
    const answered = once(worker, 'message');
    worker.postMessage({ sources, text });
    const answer = await Promise.race([answered, overrun]).finally(() => clearTimeout(late));
    if (answer) return Number(answer[0]) < 0 ? {} : { found: Number(answer[0]) };
    answered.catch(() => {});
    this.#thread = undefined;
    await worker.terminate();
    return { overrun: Atomics.load(trying, 0) };
  }
}

async function startThread(): Promise<Thread> {
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker(new URL('./regex-thread.mjs', import.meta.url), {
    workerData: { trying: shared, flags: REGEX_FLAGS },
    execArgv: [],
  });
  worker.unref();
  await once(worker, 'online');
  return { worker, trying: new Int32Array(shared) };
}
