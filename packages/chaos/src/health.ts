import type { Rig } from '@alita/bench';

/** What the cases look at of the gateway's `/health`. */
export interface GatewayHealth {
  readonly status: string;
  readonly missing: readonly string[];
  readonly warnings: readonly string[];
  /** One per live process. */
  readonly services: readonly { readonly service: string }[];
}

/** Asks the gateway how the system is. */
export async function healthOf({ system }: Pick<Rig, 'system'>): Promise<GatewayHealth> {
  const response = await fetch(`${system.gatewayUrl}/health`);
  return (await response.json()) as GatewayHealth;
}
