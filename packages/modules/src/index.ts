import type { Module } from '@alita/kit';
import { localesFolder } from '@alita/moderation';
import bans from './bans/index.ts';
import misc from './misc/index.ts';
import { createUsers } from './users/index.ts';
import type { Tracker } from './users/tracker.ts';
import warns from './warns/index.ts';

export { createDirectory, type Directory } from './users/store.ts';
export { createTracker, type Sightings, type Tracker, type TrackerOptions } from './users/tracker.ts';

/** Every feature, by hand. */
export const createModules = (tracker: Tracker): readonly Module[] => [createUsers(tracker), misc, bans, warns];

/** Where the features' texts are; a feature that says nothing has none. */
export const localeRoots: readonly { readonly module: string; readonly folder: URL }[] = [
  { module: 'moderation', folder: localesFolder },
  ...['misc', 'bans', 'warns'].map((module) => ({ module, folder: new URL(`./${module}/locales/`, import.meta.url) })),
];

/** Languages every feature has texts in. */
export const languages = ['en', 'es'] as const;
