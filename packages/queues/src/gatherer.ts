import { setTimeout as sleep } from 'node:timers/promises';
import { isNoAnswer, type RedisClient, type Script } from '@alita/redis';

interface Operation {
  args: readonly string[];
  resolve: (reply: unknown) => void;
  reject: (error: unknown) => void;
}

export interface GathererOptions {
  redis: RedisClient;
  script: Script;
  /** The shard's tag: the one declared key. */
  tag: string;
  /** Names this process to the script. */
  process: string;
  /** Repeat a call until Redis answers it; otherwise its error reaches the callers. */
  patient: boolean;
}

/** Lua can unpack some 8 000 values, and a call should not hold up Redis for long. */
const MAX_ARGUMENTS = 4_000;

/** Sends the operations of one event-loop turn as one script call (or a few, when they are large). */
export class Gatherer {
  readonly #options: GathererOptions;
  #waiting: Operation[] = [];
  #closed = false;

  constructor(options: GathererOptions) {
    this.#options = options;
  }

  /** Runs one operation. `Reply` is what its Lua answers. */
  run<Reply>(name: string, ...args: (string | number)[]): Promise<Reply> {
    return new Promise<Reply>((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#send());
      this.#waiting.push({
        args: [name, String(args.length), ...args.map(String)],
        resolve: (reply) => resolve(reply as Reply),
        reject,
      });
    });
  }

  /** Gives up on calls that still wait for an answer. */
  close(): void {
    this.#closed = true;
  }

  #send(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let from = 0; from < waiting.length; ) {
      let to = from;
      for (let size = 0; to < waiting.length; to++) {
        size += waiting[to]?.args.length ?? 0;
        if (size > MAX_ARGUMENTS && to > from) break;
      }
      void this.#call(waiting.slice(from, to));
      from = to;
    }
  }

  async #call(operations: Operation[]): Promise<void> {
    const { script, redis, tag, process, patient } = this.#options;
    for (;;) {
      try {
        const replies = (await script.run(redis, tag, [
          process,
          ...operations.flatMap(({ args }) => args),
        ])) as unknown[];
        operations.forEach(({ resolve, reject, args }, index) => {
          const reply = replies[index];
          if (Array.isArray(reply) && reply[0] === 'error') reject(new Error(`${args[0]}: ${reply[1]}`));
          else resolve(reply);
        });
        return;
      } catch (error) {
        if (this.#closed || !patient || !isNoAnswer(error)) {
          for (const { reject } of operations) reject(error);
          return;
        }
        await sleep(100);
      }
    }
  }
}
