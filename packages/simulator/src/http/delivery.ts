import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { wallClock } from '../world/clock.ts';
import type { PendingUpdate } from '../world/inbox.ts';
import type { Webhook } from '../world/webhooks.ts';
import type { World } from '../world.ts';
import { parseObject } from './body.ts';

const TIMEOUT_MS = 30_000;
const LONGEST_PAUSE_MS = 60_000;

/** Delivers the updates of every bot that has set a webhook, until stopped. */
export function deliverWebhooks(world: World, retryMs = 500): { stop(): Promise<void> } {
  const deliveries = new Map<number, Delivery>();
  const refresh = (botId: number): void => {
    deliveries.get(botId)?.stop();
    deliveries.delete(botId);
    const webhook = world.webhooks.get(botId);
    if (webhook) deliveries.set(botId, new Delivery(world, botId, webhook, retryMs));
  };
  for (const botId of world.webhooks.keys()) refresh(botId);
  const unsubscribe = world.subscribe((event) => {
    if (event.type === 'webhook') refresh(event.botId);
  });
  return {
    async stop() {
      unsubscribe();
      for (const delivery of deliveries.values()) delivery.stop();
      await Promise.resolve();
    },
  };
}

/** Updates of one chat (or person) that leave one after the other. */
interface Lane {
  waiting: PendingUpdate[];
  busy: boolean;
  failures: number;
}

interface Outcome {
  ok: boolean;
  message: string;
  retryAfterMs?: number;
}

/** One bot's webhook: a request at a time per lane, lanes side by side up to `max_connections`. */
class Delivery {
  readonly #world: World;
  readonly #botId: number;
  readonly #webhook: Webhook;
  readonly #retryMs: number;
  readonly #agent: HttpAgent;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready: Lane[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #stopListening: () => void;
  #underWay = 0;
  #stopped = false;

  constructor(world: World, botId: number, webhook: Webhook, retryMs: number) {
    this.#world = world;
    this.#botId = botId;
    this.#webhook = webhook;
    this.#retryMs = retryMs;
    const limits = { keepAlive: true, maxSockets: webhook.maxConnections };
    // A webhook of this machine may well have a certificate that it signed itself.
    this.#agent = webhook.url.startsWith('https:')
      ? new HttpsAgent({ ...limits, rejectUnauthorized: false })
      : new HttpAgent(limits);
    this.#stopListening = world.inbox(botId).onAdd(() => this.#collect());
    this.#collect();
  }

  /** Ends; what is not delivered goes back to the bot's inbox, unless it is to be dropped. */
  stop(): void {
    this.#stopped = true;
    this.#stopListening();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#agent.destroy();
    const left = [...this.#lanes.values()].flatMap(({ waiting }) => waiting);
    if (!this.#webhook.dropPending) {
      this.#world.inbox(this.#botId).putBack(left.sort((a, b) => a.update.update_id - b.update.update_id));
    }
  }

  #collect(): void {
    for (const item of this.#world.inbox(this.#botId).take(Number.POSITIVE_INFINITY)) {
      const lane = this.#lanes.get(item.lane) ?? { waiting: [], busy: false, failures: 0 };
      this.#lanes.set(item.lane, lane);
      lane.waiting.push(item);
      this.#webhook.pending++;
      if (lane.waiting.length === 1 && !lane.busy) this.#ready.push(lane);
    }
    this.#pump();
  }

  #pump(): void {
    while (!this.#stopped && this.#underWay < this.#webhook.maxConnections) {
      const lane = this.#ready.shift();
      if (!lane) return;
      const [item] = lane.waiting;
      if (!item) continue;
      lane.busy = true;
      this.#underWay++;
      void this.#post(item).then((outcome) => this.#settle(lane, item, outcome));
    }
  }

  #settle(lane: Lane, item: PendingUpdate, outcome: Outcome): void {
    this.#underWay--;
    if (this.#stopped) return;
    if (outcome.ok) {
      lane.failures = 0;
      lane.waiting.shift();
      this.#webhook.pending--;
      this.#world.emit({ type: 'delivered', botId: this.#botId, updateIds: [item.update.update_id], at: wallClock() });
      this.#release(lane, item.lane);
    } else {
      this.#webhook.lastError = { date: this.#world.clock.seconds(), message: outcome.message };
      const pause = outcome.retryAfterMs ?? Math.min(this.#retryMs * 2 ** lane.failures, LONGEST_PAUSE_MS);
      lane.failures++;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#release(lane, item.lane);
      }, pause);
      this.#timers.add(timer);
    }
    this.#pump();
  }

  #release(lane: Lane, name: string): void {
    lane.busy = false;
    if (lane.waiting.length > 0) this.#ready.push(lane);
    else this.#lanes.delete(name);
    this.#pump();
  }

  #post({ update }: PendingUpdate): Promise<Outcome> {
    const body = JSON.stringify(update);
    const { url, secret } = this.#webhook;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    return new Promise((resolve) => {
      const request = send(url, {
        method: 'POST',
        agent: this.#agent,
        timeout: TIMEOUT_MS,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
        },
      });
      request.on('response', (response) => {
        this.#read(response).then(resolve, () => resolve({ ok: false, message: 'Connection reset by peer' }));
      });
      request.on('timeout', () => request.destroy(new Error('Read timeout expired')));
      request.on('error', (error: NodeJS.ErrnoException) => {
        resolve({ ok: false, message: error.code === 'ECONNREFUSED' ? 'Connection refused' : error.message });
      });
      request.end(body);
    });
  }

  /** Reads the answer; a bot may put a method call into it. */
  async #read(response: IncomingMessage): Promise<Outcome> {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299) {
      const seconds = Number(response.headers['retry-after']);
      const message = `Wrong response from the webhook: ${status} ${response.statusMessage ?? ''}`.trim();
      return { ok: false, message, ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}) };
    }
    const text = Buffer.concat(chunks).toString('utf8');
    if (response.headers['content-type']?.startsWith('application/json') && text.includes('"method"'))
      this.#reply(text);
    return { ok: true, message: '' };
  }

  #reply(text: string): void {
    const { method, ...params } = parseObject(text);
    const token = this.#world.account(this.#botId).bot?.token;
    if (typeof method === 'string' && token)
      void this.#world.telegram.call(token, method, params).catch(() => undefined);
  }
}
