import { readdirSync, readFileSync } from 'node:fs';
import { idsAsText, idsIn, type Rules } from './rule-ids.ts';

const root = new URL('../../', import.meta.url);
const rulesFile = new URL('../rules.json', import.meta.url);
const exceptionsFile = new URL('../rule-exceptions.json', import.meta.url);

/** What is excused and what is expected to be covered whole. */
export interface Expectations {
  /** Sections of which every rule has a test or an exception. */
  readonly finished: readonly string[];
  /** Why a rule has no test, by its id. */
  readonly exceptions: Readonly<Record<string, string>>;
}

export interface SectionCoverage {
  readonly section: string;
  readonly rules: number;
  readonly tested: number;
  readonly excepted: number;
  readonly missing: readonly string[];
}

const parse = (file: URL): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The checked-in list of rules. */
export const readRules = (): Rules =>
  new Map(Object.entries(parse(rulesFile) as Record<string, string>).map(([section, ids]) => [section, idsIn(ids)]));

/** What the checked-in list holds of these rules: ids and sections, nothing of what they say. */
export const rulesAsJson = (rules: Rules): string =>
  `${JSON.stringify(Object.fromEntries([...rules].map(([section, ids]) => [section, idsAsText(ids)])), null, 2)}\n`;

export const rulesPath: URL = rulesFile;

export const readExpectations = (): Expectations => parse(exceptionsFile) as Expectations;

/** Ids that the tests of the workspace quote in their names; those in comments do not count. */
export function testedIds(): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const folder of ['packages/', 'services/']) {
    const files = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter(
      (each) => each.endsWith('.test.ts') && !/(?:^|\/)(?:node_modules|dist)\//.test(each),
    ))
      for (const id of idsIn(withoutComments(readFileSync(new URL(folder + file, root), 'utf8')))) ids.add(id);
  }
  return ids;
}

const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

/** How much of each section is covered. */
export function coverageOf(rules: Rules, tested: ReadonlySet<string>, { exceptions }: Expectations): SectionCoverage[] {
  return [...rules].map(([section, ids]) => ({
    section,
    rules: ids.length,
    tested: ids.filter((id) => tested.has(id)).length,
    excepted: ids.filter((id) => !tested.has(id) && id in exceptions).length,
    missing: ids.filter((id) => !tested.has(id) && !(id in exceptions)),
  }));
}
