export * from './messages.ts';
export type { LocaleRoot } from './read.ts';
