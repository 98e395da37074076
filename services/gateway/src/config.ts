import { gateway, readConfig } from '@alita/config';
import type { Settings } from '@alita/observe';

/** What the gateway reads from its environment. */
export type GatewayConfig = ReturnType<typeof readConfig<typeof gateway>>['config'];

/** Reads the environment once. @throws ConfigError with all that is wrong */
export function readSettings(): Settings<GatewayConfig> {
  const { config, ...rest } = readConfig(gateway);
  return { config, ...rest, level: config.level, monitor: config.monitor };
}
