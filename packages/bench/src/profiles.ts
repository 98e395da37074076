import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownTable } from './rig/numbers.ts';

const MOST_FUNCTIONS = 20;

/** A stretch of time in microseconds of the machine's monotonic clock, which V8's profiles count by. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Now, by the clock of profiles. */
export const profileClock = (): number => Number(process.hrtime.bigint() / 1000n);

interface Profile {
  readonly startTime: number;
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Variables that make a Node process leave a CPU profile when it ends. */
export const profiling = (folder: string): NodeJS.ProcessEnv => ({
  NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder} --cpu-prof-name=\${pid}.cpuprofile`,
});

/**
 * Names the profiles of a row after their processes and writes where the time went while it was measured (not while it
 * was prepared) as `<row>.md` beside them.
 */
export async function summarise(
  folder: string,
  row: string,
  names: ReadonlyMap<number, string>,
  measured: readonly Stretch[],
): Promise<void> {
  const sections: string[] = [];
  for (const file of await readdir(folder)) {
    const name = names.get(Number.parseInt(file, 10));
    if (!name || !file.endsWith('.cpuprofile')) continue;
    const profile: Profile = JSON.parse(await readFile(join(folder, file), 'utf8'));
    sections.push(
      `## ${name} (${file})\n\n${markdownTable([['share', 'self ms', 'function', 'where'], ...top(profile, measured)])}`,
    );
  }
  await writeFile(join(folder, `${row}.md`), `# ${row}\n\n${sections.join('\n')}`);
}

/** The functions that used most time themselves. */
function top({ startTime, nodes, samples, timeDeltas }: Profile, measured: readonly Stretch[]): string[][] {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const self = new Map<string, number>();
  let busy = 0;
  let at = startTime;
  for (const [n, id] of samples.entries()) {
    const frame = frames.get(id);
    const ms = (timeDeltas[n] ?? 0) / 1000;
    at += timeDeltas[n] ?? 0;
    const now = at;
    if (!frame || frame.functionName === '(idle)') continue;
    if (!measured.some(({ from, to }) => from <= now && now <= to)) continue;
    const where = frame.url.replace(
      /^.*\/(?:node_modules\/(?:\.pnpm\/[^/]+\/node_modules\/)?|(?=packages\/|services\/))/,
      '',
    );
    const key = `${frame.functionName || '(anonymous)'}\t${where}${where ? `:${frame.lineNumber + 1}` : ''}`;
    self.set(key, (self.get(key) ?? 0) + ms);
    busy += ms;
  }
  return [...self]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_FUNCTIONS)
    .map(([key, ms]) => [`${((100 * ms) / busy).toFixed(1)} %`, ms.toFixed(0), ...key.split('\t')]);
}
