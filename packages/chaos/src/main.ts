import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CONDITIONS } from '@alita/bench';
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

/** What was asked for makes no sense: says so, without a stack. */
function wrong(message: string): never {
  console.error(`${message}\nWhat there is: npm run chaos -- --help`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        share: { type: 'string', default: '1' },
        verbose: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    return wrong(error instanceof Error ? error.message.replace(/\. .*/s, '.') : String(error));
  }
}
const { values, positionals } = options();
const share = Number(values.share);
if (!(share > 0 && share <= 1)) wrong('--share is a number above 0, at most 1.');

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
    findings.push(await runCase(one, { share, ...(values.verbose && { onLine }) }));
    console.error(report(findings.slice(-1)));
  }
  const text = `${CONDITIONS}.\n\n${report(findings)}`;
  await mkdir(OUTPUT, { recursive: true });
  await writeFile(`${OUTPUT}/report.md`, text);
  await writeFile(`${OUTPUT}/report.json`, JSON.stringify(findings, null, 2));
  console.log(`\n${text}`);
  process.exit(findings.some(({ problems }) => problems.length > 0) ? 1 : 0);
}
