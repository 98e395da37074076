import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadMessages } from '@alita/i18n';
import { REFUSALS, RIGHTS } from '@alita/kit';
import { helpKeys, localesFolder as kitTexts } from '@alita/runtime';
import { describe, expect, it } from '@jest/globals';
import { createModules, createTracker, languages, localeRoots } from './index.ts';

const modules = createModules(createTracker({ record: async () => {} }));
const roots = [{ module: 'kit', folder: kitTexts }, ...localeRoots];
const { keys } = loadMessages({ roots, languages });

/** All code of a module, without its tests. */
const features = localeRoots.map(({ module, folder }) => {
  const home = fileURLToPath(new URL('..', folder));
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  return { module, code: files.map((file) => readFileSync(`${home}/${file}`, 'utf8')).join('\n') };
});

/** Keys that follow from declarations. */
const derived = modules.flatMap(({ name, commands, callbacks }) => [
  `${name}.name`,
  `${name}.help`,
  ...commands.flatMap((command) =>
    ['help-$', '$-is', '$-set'].map((key) => `${name}.${key.replace('$', command.name)}`),
  ),
  ...callbacks.map((callback) => `${name}.button-${callback.name}`),
]);

/** Where a key is written: `reply('key'`, `act.editing(menu, 'key'`, `{ key: 'button-…'`. */
const SAYING =
  /\b(?:(?:reply|say|toast|edit|t|UserError)\(|editing\((?:\{[^}]*\}|[\w.]+), |(?:key|label): )([^,;{}]*)/g;
const KEY = /['`]([a-z][a-z\d.-]*)['`]/g;

function keysIn({ module, code }: (typeof features)[number]): string[] {
  const said = [...code.matchAll(SAYING)].flatMap(([, argument = '']) => [...argument.matchAll(KEY)]);
  return said.map(([, key = '']) => (key.includes('.') ? key : `${module}.${key}`));
}

describe('the list', () => {
  it('holds every folder with an index.ts', () => {
    const here = new URL('./', import.meta.url);
    const folders = readdirSync(here).filter((name) => existsSync(new URL(`${name}/index.ts`, here)));
    const listed = new Set(modules.map(({ name }) => name));
    expect(folders.filter((name) => !listed.has(name))).toEqual([]);
  });
});

describe('the texts', () => {
  it.each(features)('of $module have every key that its code names', (feature) => {
    expect(keysIn(feature)).not.toEqual([]);
    expect(keysIn(feature).filter((key) => !keys.has(key))).toEqual([]);
  });

  it('help with every feature and command that speaks', () => {
    expect(helpKeys(modules).filter((key) => !keys.has(key))).toEqual([]);
  });

  it.each(features)('of $module are all said by somebody', ({ module, code }) => {
    const own = [...keys].filter((key) => key.startsWith(`${module}.`) && !derived.includes(key));
    const names = own.map((key) => key.slice(module.length + 1).replace(/^is-/, ''));
    expect(names.filter((name) => !new RegExp(`['.]${name}'`).test(code))).toEqual([]);
  });

  it.each(languages.filter((language) => language !== 'en'))('in %s have no English left', (language) => {
    const linesOf = (folder: URL, code: string) => readFileSync(new URL(`${code}.yml`, folder), 'utf8').split('\n');
    const isProse = (line: string) => (line.match(/(?<![</{])\b[A-Za-z]{3,}/g) ?? []).length > 4;
    const left = roots.flatMap(({ folder }) => {
      const english = new Set(linesOf(folder, 'en'));
      return linesOf(folder, language).filter((line) => isProse(line) && english.has(line));
    });
    expect(left).toEqual([]);
  });

  it('name every refusal and every right', () => {
    const named = [
      ...REFUSALS.map((refusal) => `kit.refused.${refusal}`),
      ...RIGHTS.map((right) => `kit.right.${right}`),
    ];
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });
});
