import { randomUUID } from 'node:crypto';
import type { RedisClient } from '@alita/redis';
import { z } from 'zod';
import { defineItem, type Item } from './item.ts';
import type { AskAnswer, Entry, Instance } from './surface.ts';

/** A question to the sender, on the urgent lane of the chat it is about. */
export const Ask = defineItem({
  kind: 'ask',
  v: 1,
  body: z.object({
    /** The process that waits. */
    from: z.string(),
    /** Nobody waits after this, in milliseconds since 1970. */
    until: z.number(),
    body: z.unknown(),
  }),
});

const Reply = z.object({ id: z.string(), value: z.unknown() });

const DEADLINE_MS = 3_000;
const FRESH_MS = 500;

export interface AsksOptions {
  namespace: string;
  process: string;
  redis: RedisClient;
  /** Opens a connection that may subscribe. */
  connect: () => RedisClient;
  push: (entries: readonly Entry[]) => Promise<unknown>;
  instances: () => Promise<Instance[]>;
}

/** Request and reply: the question goes through the lane, the answer straight to the process that waits. */
export class Asks {
  readonly #options: AsksOptions;
  readonly #waiting = new Map<string, (answer: AskAnswer) => void>();
  #subscriber: { connection: RedisClient; ready: Promise<unknown> } | undefined;
  #senders: { at: number; alive: Promise<boolean> } | undefined;

  constructor(options: AsksOptions) {
    this.#options = options;
  }

  async ask(key: string, body: unknown, { deadlineMs = DEADLINE_MS } = {}): Promise<AskAnswer> {
    const id = randomUUID();
    const now = Date.now();
    const answer = new Promise<AskAnswer>((resolve) => this.#waiting.set(id, resolve));
    const timer = setTimeout(() => this.#settle(id, { ok: false, reason: 'late' }), deadlineMs);
    this.#send(
      key,
      Ask.make({ id, ms: now, body: { from: this.#options.process, until: now + deadlineMs, body } }),
    ).catch(() => this.#settle(id, { ok: false, reason: 'unavailable' }));
    return answer.finally(() => clearTimeout(timer));
  }

  async answer(item: Item, value: unknown): Promise<void> {
    const { from } = Ask.read(item);
    await this.#options.redis.publish(this.#channel(from), JSON.stringify({ id: item.id, value }));
  }

  close(): void {
    for (const id of this.#waiting.keys()) this.#settle(id, { ok: false, reason: 'unavailable' });
    this.#subscriber?.connection.disconnect();
  }

  async #send(key: string, item: Item): Promise<void> {
    if (!(await this.#hasSender())) throw new Error('no sender is alive');
    await this.#listen();
    await this.#options.push([{ key, item }]);
  }

  #settle(id: string, answer: AskAnswer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #hasSender(): Promise<boolean> {
    const now = performance.now();
    if (!this.#senders || now - this.#senders.at > FRESH_MS) {
      const alive = this.#options.instances().then((all) => all.some(({ service }) => service === 'sender'));
      this.#senders = { at: now, alive };
    }
    return this.#senders.alive;
  }

  #listen(): Promise<unknown> {
    if (!this.#subscriber) {
      const connection = this.#options.connect();
      connection.on('message', (_channel: string, text: string) => {
        const { id, value } = Reply.parse(JSON.parse(text));
        this.#settle(id, { ok: true, value });
      });
      this.#subscriber = { connection, ready: connection.subscribe(this.#channel(this.#options.process)) };
    }
    return this.#subscriber.ready;
  }

  #channel(process: string): string {
    return `${this.#options.namespace}:ask:${process}`;
  }
}
