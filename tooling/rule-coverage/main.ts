import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { coverageOf, readExpectations, readRules, rulesAsJson, rulesPath, testedIds } from './coverage.ts';
import { idsAsText, type Rules, rulesOf } from './rule-ids.ts';

/**
 * Prints which rules of the specification have a test. With the specification's folder the rules are read there, else
 * from the checked-in list, which `--write` renews.
 *
 * npm run coverage:rules [-- <folder> [--write]]
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } });
const [folder] = positionals;

const rules = folder === undefined ? readRules() : rulesIn(folder);
if (folder !== undefined && values.write) writeFileSync(rulesPath, rulesAsJson(rules));

const coverage = coverageOf(rules, testedIds(), readExpectations());
const sum = (of: 'rules' | 'tested' | 'excepted') => coverage.reduce((total, each) => total + each[of], 0);
const rows = coverage.map(({ section, rules: all, tested, excepted, missing }) => [
  section,
  all,
  tested,
  excepted,
  idsAsText(missing),
]);
const table = [...rows, ['all', sum('rules'), sum('tested'), sum('excepted'), '']];
for (const [section, all, tested, excepted, missing] of [
  ['section', 'rules', 'tested', 'excepted', 'missing'],
  ...table,
])
  process.stdout.write(
    `${String(section).padEnd(14)}${[all, tested, excepted].map((each) => String(each).padStart(9)).join('')}  ${missing}\n`,
  );

function rulesIn(path: string): Rules {
  const files = readdirSync(path).filter((file) => file.endsWith('.md'));
  return new Map(
    files.sort().flatMap((file) => [...rulesOf(basename(file, '.md'), readFileSync(join(path, file), 'utf8'))]),
  );
}
