import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { COMMON_OPTIONS, CONDITIONS, commandLine } from '@alita/bench';
import { cases } from './cases/index.ts';
import { report } from './report.ts';
import { type Finding, runCase } from './run-case.ts';

const OUTPUT = fileURLToPath(new URL('../../../.data/chaos', import.meta.url));
const HELP = `
Breaks the running system on purpose and checks what it promises.

  npm run chaos                     every case
  npm run chaos -- kill point       these cases, and those whose names begin with 'point-'
  npm run chaos -- --share 0.1      with a tenth of the load
  npm run chaos -- --verbose kill   with what the processes print

Cases:
${cases.map(({ name, title }) => `  ${name.padEnd(22)}${title}`).join('\n')}

Writes .data/chaos/report.md and report.json. Exit code 1 when a promise was broken.
`;

const { read, share: shareOf, wrong } = commandLine('chaos');
const { values, positionals } = read(() =>
  parseArgs({ allowPositionals: true, options: { ...COMMON_OPTIONS, verbose: { type: 'boolean', short: 'v' } } }),
);
const share = shareOf(values.share);

/** The case of this name, or all whose names begin with it. */
function named(wanted: string) {
  const exact = cases.find(({ name }) => name === wanted);
  const found = exact ? [exact] : cases.filter(({ name }) => name.startsWith(`${wanted}-`));
  if (found.length === 0) return wrong(`No case is called ${wanted}.`);
  return found;
}

if (values.help) console.log(HELP);
else {
  const findings: Finding[] = [];
  for (const one of positionals.length > 0 ? new Set(positionals.flatMap(named)) : cases) {
    console.error(`${one.name}: ${one.title} …`);
    const onLine = ({ process, text }: { process: string; text: string }) => console.error(`${process}: ${text}`);
    try {
      findings.push(await runCase(one, { share, ...(values.verbose && { onLine }) }));
      console.error(report(findings.slice(-1)));
    } catch (error) {
      console.error(`${one.name} could not be run to its end:`, error);
      process.exitCode = 1;
    }
  }
  const text = `${CONDITIONS} (the cases limits-*: telegram).\n\n${report(findings)}`;
  await mkdir(OUTPUT, { recursive: true });
  await writeFile(`${OUTPUT}/report.md`, text);
  await writeFile(`${OUTPUT}/report.json`, JSON.stringify(findings, null, 2));
  console.log(`\n${text}`);
  process.exit(findings.some(({ problems }) => problems.length > 0) ? 1 : undefined);
}
