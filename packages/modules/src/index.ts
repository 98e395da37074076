import { localesFolder as contentTexts } from '@alita/content';
import type { Module } from '@alita/kit';
import { localesFolder } from '@alita/moderation';
import type { About } from './about.ts';
import admin from './admin/index.ts';
import bans from './bans/index.ts';
import { createChats } from './chats/index.ts';
import connections from './connections/index.ts';
import { createDevs } from './devs/index.ts';
import disabling from './disabling/index.ts';
import filters from './filters/index.ts';
import formatting from './formatting/index.ts';
import greetings from './greetings/index.ts';
import { createHelp } from './help/index.ts';
import { createLanguages } from './languages/index.ts';
import { createMisc } from './misc/index.ts';
import mutes from './mutes/index.ts';
import notes from './notes/index.ts';
import pins from './pins/index.ts';
import purges from './purges/index.ts';
import rules from './rules/index.ts';
import { createUsers } from './users/index.ts';
import type { Tracker } from './users/tracker.ts';
import warns from './warns/index.ts';

export type { About, Links } from './about.ts';
export { createStaff } from './devs/store.ts';
export { createTranslator, type Translated, type Translator } from './misc/translator.ts';
export { createDirectory, type Directory } from './users/store.ts';
export { createTracker, type Sightings, type Tracker, type TrackerOptions } from './users/tracker.ts';

/** The features that speak, by hand. */
const speaking = (about: About): readonly Module[] => [
  createLanguages(about),
  createChats(about),
  createHelp(about),
  connections,
  disabling,
  createDevs(about),
  createMisc(about),
  admin,
  bans,
  mutes,
  warns,
  purges,
  notes,
  filters,
  rules,
  formatting,
  pins,
  greetings,
];

/** Every feature. */
export const createModules = (tracker: Tracker, about: About = {}): readonly Module[] => [
  createUsers(tracker),
  ...speaking(about),
];

/** Where the features' texts are. */
export const localeRoots: readonly { readonly module: string; readonly folder: URL }[] = [
  { module: 'content', folder: contentTexts },
  { module: 'moderation', folder: localesFolder },
  ...speaking({}).map(({ name }) => ({ module: name, folder: new URL(`./${name}/locales/`, import.meta.url) })),
];

/** Languages every feature has texts in. */
export const languages = ['en', 'es', 'fr', 'hi'] as const;
