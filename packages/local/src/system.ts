import { fileURLToPath } from 'node:url';
import { freePort } from '@alita/servers';
import { type Line, type Supervised, supervise } from './supervised.ts';

/** The services in the order they are started; they are stopped in the reverse. */
export const SERVICES = ['gateway', 'sender', 'worker', 'ingress'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Only these talk to Telegram, so only these are given the token. */
const HOLDS_TOKEN: ReadonlySet<string> = new Set(['ingress', 'sender']);

export interface SystemOptions {
  /**
   * The variables of all services, as an operator would set them. `HTTP_PORT` and `GATEWAY_PORT` are chosen when left
   * out.
   */
  readonly env: NodeJS.ProcessEnv;
  /** Processes per service; 1. */
  readonly replicas?: Partial<Record<ServiceName, number>>;
  /** Takes every line any process prints. */
  readonly onLine?: (line: Line) => void;
}

/** The four services, running as processes of their own. */
export interface System {
  readonly processes: readonly Supervised[];
  /** The replicas of one service. */
  of(service: ServiceName): readonly Supervised[];
  /** Of the first ingress: webhook and health. */
  readonly ingressUrl: string;
  readonly gatewayUrl: string;
  /** Stops all in order: nothing more comes in, what is there is finished. */
  stop(): Promise<void>;
}

/**
 * Starts the four services against a given Redis, PostgreSQL and Telegram (or simulator), and waits until all are ready.
 * @example const system = await startSystem({ env: { ...process.env, DATABASE_URL, REDIS_URL, API_SERVER, BOT_TOKEN } })
 * @throws Error when one of them ends before it is ready; the others are stopped then
 */
export async function startSystem({ env, replicas = {}, onLine = () => {} }: SystemOptions): Promise<System> {
  const httpPort = env.HTTP_PORT ?? String(await freePort());
  const gatewayPort = env.GATEWAY_PORT ?? String(await freePort());
  const processes: (Supervised & { readonly service: ServiceName })[] = [];
  for (const service of SERVICES) {
    const count = replicas[service] ?? 1;
    for (let number = 1; number <= count; number++) {
      const ports = {
        HTTP_PORT: number === 1 ? httpPort : String(await freePort()),
        GATEWAY_PORT: number === 1 ? gatewayPort : String(await freePort()),
      };
      const folder = fileURLToPath(new URL(`../../../services/${service}`, import.meta.url));
      const supervised = supervise({
        name: count === 1 ? service : `${service}-${number}`,
        script: `${folder}/src/main.ts`,
        // not where the operator's .env lies: it was read already, and only what a service may know is passed on
        cwd: folder,
        env: { ...withoutToken(env, service), ...ports },
        onLine,
      });
      processes.push(Object.assign(supervised, { service }));
    }
  }

  async function stop(): Promise<void> {
    for (const process of processes.toReversed()) await process.stop();
  }
  try {
    await Promise.all(processes.map(({ ready }) => ready));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    processes,
    of: (service) => processes.filter((process) => process.service === service),
    ingressUrl: `http://127.0.0.1:${httpPort}`,
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
    stop,
  };
}

function withoutToken(env: NodeJS.ProcessEnv, service: ServiceName): NodeJS.ProcessEnv {
  const { BOT_TOKEN, ...rest } = env;
  return HOLDS_TOKEN.has(service) ? { ...rest, BOT_TOKEN } : rest;
}
