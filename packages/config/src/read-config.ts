import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import { type Env, type Group, metaOf } from './group.ts';
import { isOneEditAway } from './one-edit.ts';
import { ALIASES, RETIRED } from './retired.ts';
import { everything } from './services.ts';

/** What a service is given instead of its environment. */
export interface Configuration<Config> {
  readonly config: Config;
  /** Exact values that must never reach a log. */
  readonly secrets: readonly string[];
  /** Said once at start: misspelt, renamed and retired variables. */
  readonly warnings: readonly string[];
}

export interface ReadOptions {
  readonly env?: Env;
  /** A dotenv file; it need not be there, and the environment wins over it. */
  readonly file?: string;
}

/** Everything that is wrong with the environment, one line per variable, and what looks misspelt. Never holds the value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

type AnyGroup = Group<object>;
type Values<G> = G extends Group<infer V> ? V : never;
type Intersection<U> = (U extends unknown ? (member: U) => void : never) extends (all: infer I) => void ? I : never;
/** The values of several groups together. */
export type ConfigOf<Groups extends readonly AnyGroup[]> = Intersection<Values<Groups[number]>>;

/**
 * Reads what these groups declare, once, at start: `readConfig(sender)`.
 * @throws ConfigError with all that is wrong
 */
export function readConfig<const Groups extends readonly AnyGroup[]>(
  groups: Groups,
  { env: given = process.env, file = '.env' }: ReadOptions = {},
): Configuration<ConfigOf<Groups>> {
  const { env, warnings } = understand({ ...fromFile(file), ...present(given) });
  const reads = groups.map((group) => ({ group, read: group.schema.safeParse(env) }));
  const problems = new Map<string, string>();
  for (const { group, read } of reads) {
    for (const [name, reason] of Object.entries(group.needs(env))) if (!env[name]) problems.set(name, reason);
    for (const { path, message } of read.error?.issues ?? []) {
      const name = String(path[0]);
      problems.set(name, env[name] === undefined ? 'needed' : message);
    }
  }
  const lines = [...problems].map(([name, problem]) => `${name}: ${problem}${hint(name, env)}`);
  if (lines.length > 0) throw new ConfigError([...lines, ...warnings]);

  const config: ConfigOf<Groups> = Object.assign({}, ...reads.map(({ read }) => read.data));
  return { config, secrets: secretsOf(env), warnings };
}

const VARIABLES = new Map(everything.flatMap(({ variables }) => Object.entries(variables)));
const isSecret = (name: string): boolean => {
  const variable = VARIABLES.get(name);
  return variable !== undefined && metaOf(variable).secret === true;
};

/** For a missing variable what it is, for a wrong one what was given, unless it is a secret. */
function hint(name: string, env: Env): string {
  const value = env[name];
  if (value !== undefined) return isSecret(name) ? '' : `, got "${value}"`;
  const variable = VARIABLES.get(name);
  return variable ? `. ${metaOf(variable).description}` : '';
}

function fromFile(file: string): Env {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Without surrounding blanks, and without variables that are set to nothing. */
function present(env: Env): Record<string, string> {
  const trimmed = Object.entries(env).map(([name, value = '']) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

/**
 * The environment under present names and without what has no effect here, with a warning for each such variable. Whoever
 * starts services and hands this on to them is warned once for all.
 */
export function understand(given: Env): { env: Record<string, string>; warnings: string[] } {
  const env = present(given);
  const warnings: string[] = [];
  const leaveOut = (name: string, warning: string) => {
    warnings.push(warning);
    delete env[name];
  };
  for (const [name, value] of Object.entries(env)) {
    const known = ALIASES[name];
    const meant = VARIABLES.has(name) ? undefined : [...KNOWN].find((one) => isOneEditAway(name, one));
    if (known) {
      leaveOut(name, `${name} is now called ${known}`);
      env[known] ??= value;
    } else if (RETIRED[name]) leaveOut(name, `${name} has no effect: ${RETIRED[name]}`);
    else if (meant) leaveOut(name, `${name} is not a variable of this system; did you mean ${meant}?`);
  }
  return { env, warnings };
}

const KNOWN = new Set([...VARIABLES.keys(), ...Object.keys(ALIASES), ...Object.keys(RETIRED)]);

/** The secrets as they are set, and the passwords inside of URLs. */
function secretsOf(env: Env): string[] {
  const values = Object.entries(env).flatMap(([name, value = '']) => {
    if (!isSecret(name)) return [];
    const { password } = URL.canParse(value) ? new URL(value) : { password: '' };
    return [value, password, decodeURIComponent(password), encodeURIComponent(value)];
  });
  return [...new Set(values.filter((value) => value !== ''))];
}
