import { createMetrics, type Metrics } from '@alita/observe';
import type { Entry, Instance, Pushed } from '@alita/queues';
import { type Api, type ApiAnswer, NoAnswer } from '@alita/telegram';

/** Mailboxes that keep what is pushed; `answer` decides what becomes of each entry. */
export function fakeMailboxes(answer: (entry: Entry) => Pushed | Promise<Pushed> = () => 'accepted') {
  const entries: Entry[] = [];
  const batches: number[] = [];
  return {
    entries,
    batches,
    process: 'ingress-me',
    instances: async (): Promise<Instance[]> => [],
    push: async (_queue: string, pushed: readonly Entry[]): Promise<Pushed[]> => {
      const results = await Promise.all(pushed.map(async (entry) => (entry.force ? 'accepted' : answer(entry))));
      entries.push(...pushed.filter((_entry, index) => results[index] === 'accepted'));
      batches.push(pushed.length);
      return results;
    },
  };
}

type Step = ApiAnswer | 'lost' | (() => ApiAnswer | Promise<ApiAnswer>);

/** A Telegram that answers each method from its list of steps, the last one for ever. */
export function fakeTelegram(steps: Record<string, readonly Step[]> = {}) {
  const calls: { method: string; params: Record<string, unknown> }[] = [];
  const position: Record<string, number> = {};
  const api: Api = async (method, params) => {
    calls.push({ method, params });
    const list = steps[method] ?? [{ ok: true, result: true }];
    const at = position[method] ?? 0;
    position[method] = at + 1;
    const step = list[Math.min(at, list.length - 1)];
    if (step === undefined || step === 'lost') throw new NoAnswer('lost');
    return typeof step === 'function' ? step() : step;
  };
  return {
    api,
    calls,
    of: (method: string) => calls.filter((call) => call.method === method).map(({ params }) => params),
  };
}

export const ok = (result: unknown): ApiAnswer => ({ ok: true, result });

/** A message of chat -100 as Telegram sends it. */
export const message = (updateId: number, text = 'hello', more: Record<string, unknown> = {}) => ({
  update_id: updateId,
  message: { message_id: updateId, date: 1, chat: { id: -100, type: 'supergroup' }, from: { id: 7 }, text, ...more },
});

export const testMetrics = (): Metrics => createMetrics('ingress');

/** The value of one sample of an exposition, 0 when absent. */
export async function sample(metrics: Metrics, start: string): Promise<number> {
  const line = (await metrics.expose()).split('\n').find((candidate) => candidate.startsWith(start));
  return Number(line?.split(' ').at(-1) ?? 0);
}
