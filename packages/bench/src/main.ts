import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { COMMON_OPTIONS, commandLine } from './command-line.ts';
import { comparison, type Measured, measured, report } from './report.ts';
import { CONDITIONS } from './rig/rig.ts';
import { rows } from './rows/index.ts';

const OUTPUT = fileURLToPath(new URL('../../../.data/bench', import.meta.url));
const HELP = `
Measures the whole system on this machine.

  npm run bench                               every row but the long ones
  npm run bench -- calibration open-polling   rows whose name begins so
  npm run bench -- --compare old.json         with ratios to an earlier run
  npm run bench -- --runs 1 --share 0.1       a quick look: once, a tenth of the load
  npm run bench -- --cpu-prof                 with CPU profiles and where the time went

Rows:
${rows.map(({ name, title, isLong }) => `  ${name.padEnd(24)}${title}${isLong ? ' (long)' : ''}`).join('\n')}

Writes .data/bench/report.md and report.json.
`;

const { read, share, wrong } = commandLine('bench');
const { values, positionals } = read(() =>
  parseArgs({
    allowPositionals: true,
    options: {
      ...COMMON_OPTIONS,
      runs: { type: 'string', default: '3' },
      compare: { type: 'string' },
      'cpu-prof': { type: 'boolean' },
    },
  }),
);
const load = { share: share(values.share), runs: Number(values.runs) };
if (!Number.isInteger(load.runs) || load.runs < 1) wrong('--runs is a whole number above 0.');

function chosen() {
  const unknown = positionals.filter((start) => !rows.some(({ name }) => name.startsWith(start)));
  if (unknown.length > 0) return wrong(`No row begins with ${unknown.join(' or ')}.`);
  if (positionals.length === 0) return rows.filter(({ isLong = false }) => !isLong);
  return rows.filter(({ name }) => positionals.some((start) => name.startsWith(start)));
}

if (values.help) console.log(HELP);
else {
  const compared = values.compare;
  const old: { rows: Measured[] } | undefined =
    compared === undefined ? undefined : JSON.parse(await readFile(resolve(compared), 'utf8'));
  const profiles = values['cpu-prof'] ? join(OUTPUT, 'profiles') : undefined;
  if (profiles) await rm(profiles, { recursive: true, force: true });
  await mkdir(profiles ?? OUTPUT, { recursive: true });
  const found: Measured[] = [];
  for (const row of chosen()) {
    console.error(`${row.name}: ${row.title} …`);
    try {
      const runs = await row.measure({ ...load, profiles });
      found.push(measured(row.name, row.title, runs));
    } catch (error) {
      console.error(`${row.name} failed:`, error);
      process.exitCode = 1;
    }
  }
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim() ?? 'processor'}, Node ${process.version}`;
  const text = report(found, `${machine}. ${CONDITIONS}`) + (old ? `\n${comparison(found, old.rows)}` : '');
  await writeFile(join(OUTPUT, 'report.md'), text);
  await writeFile(
    join(OUTPUT, 'report.json'),
    JSON.stringify({ machine, conditions: CONDITIONS, rows: found }, null, 2),
  );
  console.log(text);
  process.exit();
}
