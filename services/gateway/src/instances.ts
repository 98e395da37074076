import { deadline, type RecentError } from '@alita/observe';
import { z } from 'zod';

const SCRAPE_MS = 2_000;

/** A process whose heart beats, as it announced itself; `url` is where its monitor listens. */
export const LiveInstance = z.object({
  service: z.string(),
  process: z.string(),
  version: z.string(),
  started: z.number(),
  url: z.string().optional(),
  /** How an ingress takes updates in. */
  mode: z.enum(['polling', 'webhook']).optional(),
});
export type LiveInstance = z.infer<typeof LiveInstance>;

const RecentErrors = z.array(z.object({ at: z.string(), event: z.string(), detail: z.string() }));

/** What the gateway asks of the other processes, each through its monitor. */
export interface Instances {
  live(): Promise<LiveInstance[]>;
  /** Each one's exposition; one that does not answer in time is left out. */
  expositions(): Promise<string[]>;
  /** Why an instance is not ready; empty when it is. */
  notReady(instance: LiveInstance): Promise<readonly string[]>;
  /** The latest errors of all, newest first. */
  errors(): Promise<(RecentError & { service: string })[]>;
}

export interface InstancesOptions {
  /** What the heartbeats tell, unchecked: another version may have written them. */
  readonly heartbeats: () => Promise<readonly unknown[]>;
  /** Bearer token of the monitors. */
  readonly token?: string | undefined;
}

export function createInstances({ heartbeats, token }: InstancesOptions): Instances {
  const headers = token ? { authorization: `Bearer ${token}` } : {};

  async function get(instance: LiveInstance, path: string): Promise<Response> {
    if (!instance.url) throw new Error(`${instance.process} announced no monitor`);
    return fetch(`${instance.url}${path}`, { headers, signal: AbortSignal.timeout(SCRAPE_MS) });
  }

  async function live(): Promise<LiveInstance[]> {
    const told = (await deadline(heartbeats(), SCRAPE_MS).catch(() => [])).flatMap(
      (heartbeat) => LiveInstance.safeParse(heartbeat).data ?? [],
    );
    return told.sort((a, b) => a.service.localeCompare(b.service) || a.started - b.started);
  }

  /** What each answers, without those that do not. */
  async function fromEach<T>(ask: (instance: LiveInstance) => Promise<T>): Promise<T[]> {
    const answers = await Promise.allSettled((await live()).map(ask));
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  return {
    live,
    expositions: () => fromEach(async (instance) => (await get(instance, '/metrics')).text()),
    async notReady(instance) {
      try {
        const response = await get(instance, '/readyz');
        return response.ok ? [] : (await response.text()).split('\n');
      } catch {
        return ['does not answer'];
      }
    },
    async errors() {
      const lists = await fromEach(async (instance) => {
        const errors = RecentErrors.parse(await (await get(instance, '/errors')).json());
        return errors.map((error) => ({ ...error, service: instance.service }));
      });
      return lists.flat().sort((a, b) => b.at.localeCompare(a.at));
    },
  };
}
