import { type ConfigOf, readConfig, worker } from '@alita/config';
import { languages } from '@alita/modules';
import type { Settings } from '@alita/observe';

const groups = worker(languages);
export type WorkerConfig = ConfigOf<typeof groups>;

/** Reads this service's environment. Throws `ConfigError` with all that is wrong. */
export function readSettings(): Settings<WorkerConfig> {
  const { config, secrets, warnings } = readConfig(groups);
  return { config, secrets, warnings, level: config.level, monitor: config.monitor };
}
