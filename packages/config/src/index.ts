export { type Env, type Group, group, type VariableMeta } from './group.ts';
export {
  ConfigError,
  type ConfigOf,
  type Configuration,
  type ReadOptions,
  readConfig,
  understand,
} from './read-config.ts';
export { gateway, ingress, sender, worker } from './services.ts';
