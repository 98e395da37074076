export * from './admitted.ts';
export * from './message-link.ts';
export * from './name.ts';
export * from './needs.ts';
export * from './permissions.ts';
export * from './protect.ts';
export * from './punish.ts';
export * from './question.ts';
export * from './release-button.ts';
export * from './replied-message.ts';
export type { Scene } from './scene.ts';
export * from './store.ts';
export * from './time-in-reason.ts';

/** Where the messages `moderation.…` live. */
export const localesFolder: URL = new URL('./locales/', import.meta.url);
