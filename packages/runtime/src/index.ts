export { helpKeys } from './catalogue.ts';
export { type CommandMatch, matchCommand } from './command-match.ts';
export type { Cache, Directory, Handled, Host, Item, Result, Speaker, SpeakerOptions, Unit } from './ports.ts';
export { createRegistry, type Owned, type Registry } from './registry.ts';
export { createRuntime, type Runtime } from './runtime.ts';

/** Where the runtime's own messages (`kit.…`) live. */
export const localesFolder: URL = new URL('./locales/', import.meta.url);
