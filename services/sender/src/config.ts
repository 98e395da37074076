import { type ConfigOf, readConfig, sender } from '@alita/config';
import type { Settings } from '@alita/observe';

export type SenderConfig = ConfigOf<typeof sender>;

/** Reads this service's environment. Throws `ConfigError` with all that is wrong. */
export function readSettings(): Settings<SenderConfig> {
  const { config, secrets, warnings } = readConfig(sender);
  return { config, secrets, warnings, level: config.level, monitor: config.monitor };
}
