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
  npm run chaos -- kill freeze      these cases
  npm run chaos -- --verbose kill   with what the processes print

Cases:
${cases.map(({ name, title }) => `  ${name.padEnd(20)}${title}`).join('\n')}

Writes .data/chaos/report.md and report.json. Exit code 1 when a promise was broken.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, verbose: { type: 'boolean', short: 'v' } },
});

function chosen() {
  const unknown = positionals.filter((name) => !cases.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no case is called ${unknown.join(' or ')}; --help lists them`);
  return positionals.length > 0 ? cases.filter(({ name }) => positionals.includes(name)) : cases;
}

if (values.help) console.log(HELP);
else {
  const findings: Finding[] = [];
  for (const one of chosen()) {
    console.error(`${one.name}: ${one.title} …`);
    const onLine = ({ process, text }: { process: string; text: string }) => console.error(`${process}: ${text}`);
    findings.push(await runCase(one, values.verbose ? onLine : undefined));
    console.error(report(findings.slice(-1)));
  }
  const text = `${CONDITIONS}.\n\n${report(findings)}`;
  await mkdir(OUTPUT, { recursive: true });
  await writeFile(`${OUTPUT}/report.md`, text);
  await writeFile(`${OUTPUT}/report.json`, JSON.stringify(findings, null, 2));
  console.log(`\n${text}`);
  process.exit(findings.some(({ problems }) => problems.length > 0) ? 1 : 0);
}
