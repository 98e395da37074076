import type { Module } from '@alita/kit';
import { localesFolder } from '@alita/moderation';
import bans from './bans/index.ts';
import misc from './misc/index.ts';
import mutes from './mutes/index.ts';
import { createUsers } from './users/index.ts';
import type { Tracker } from './users/tracker.ts';
import warns from './warns/index.ts';

export { createDirectory, type Directory } from './users/store.ts';
export { createTracker, type Sightings, type Tracker, type TrackerOptions } from './users/tracker.ts';

/** The features that speak, by hand. */
const speaking: readonly Module[] = [misc, bans, mutes, warns];

/** Every feature. */
export const createModules = (tracker: Tracker): readonly Module[] => [createUsers(tracker), ...speaking];

/** Where the features' texts are. */
export const localeRoots: readonly { readonly module: string; readonly folder: URL }[] = [
  { module: 'moderation', folder: localesFolder },
  ...speaking.map(({ name }) => ({ module: name, folder: new URL(`./${name}/locales/`, import.meta.url) })),
];

/** Languages every feature has texts in. */
export const languages = ['en', 'es'] as const;
