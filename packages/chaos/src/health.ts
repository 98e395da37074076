import type { Rig } from '@alita/bench';

/** What the cases look at of the gateway's `/health`. */
export interface GatewayHealth {
  readonly status: string;
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
  /** One per live process. */
  readonly services: readonly { readonly service: string }[];
}

const PASSWORD = 'of-the-chaos';
const OPERATOR = { authorization: `Basic ${btoa(`operator:${PASSWORD}`)}`, 'content-type': 'application/json' };

/** The gateway's variables that open its console. */
export const WITH_CONSOLE: NodeJS.ProcessEnv = { GATEWAY_PASSWORD: PASSWORD };

/** An item that was set aside, as the gateway's console names it. */
export interface Parked {
  readonly key: string;
  readonly index: number;
}

/** What the gateway's console lists as set aside. */
export async function parkedIn({ system }: Pick<Rig, 'system'>, queue: string): Promise<readonly Parked[]> {
  const response = await fetch(`${system.gatewayUrl}/queues/${queue}/parked`, { headers: OPERATOR });
  return (await response.json()) as Parked[];
}

/** Has an item that was set aside handled again, as an operator does. */
export async function replay({ system }: Pick<Rig, 'system'>, queue: string, { key, index }: Parked): Promise<void> {
  const body = JSON.stringify({ queue, key, index });
  const { ok, status } = await fetch(`${system.gatewayUrl}/queues/replay`, { method: 'POST', headers: OPERATOR, body });
  if (!ok) throw new Error(`the gateway answered ${status} to a replay`);
}

/** Asks the gateway how the system is. */
export async function healthOf({ system }: Pick<Rig, 'system'>): Promise<GatewayHealth> {
  const response = await fetch(`${system.gatewayUrl}/health`);
  return (await response.json()) as GatewayHealth;
}
