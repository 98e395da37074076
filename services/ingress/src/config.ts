import { ingress, readConfig } from '@alita/config';
import type { Settings } from '@alita/observe';

/** What ingress reads from its environment. */
export type IngressConfig = ReturnType<typeof readConfig<typeof ingress>>['config'];

/** Reads the environment once. @throws ConfigError with all that is wrong */
export function readSettings(): Settings<IngressConfig> {
  const { config, ...rest } = readConfig(ingress);
  return { config, ...rest, level: config.level, monitor: config.monitor };
}
