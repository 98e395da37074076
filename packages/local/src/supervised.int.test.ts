import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { takeDataFolder } from './data-folder.ts';
import { type Supervised, supervise } from './supervised.ts';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const started: Supervised[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alita-local-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((process) => process.stop()));
});
afterAll(() => rm(folder, { recursive: true }));

function start(behaviour: string, file: string) {
  const lines: string[] = [];
  const supervised = supervise({
    name: 'worker',
    script: fixture('worker.ts'),
    args: [behaviour, join(folder, file)],
    cwd: folder,
    env: process.env,
    onLine: ({ text }) => lines.push(text),
  });
  started.push(supervised);
  return { supervised, lines };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('supervise', () => {
  it('starts a killed process again, and stops it in order', async () => {
    const { supervised, lines } = start('steady', 'steady');
    await supervised.ready;
    const { pid } = supervised;
    supervised.kill();
    await supervised.untilReady();
    expect(supervised.pid).not.toBe(pid);
    expect(supervised.restarts).toBe(1);
    expect(lines).toContain('ended with SIGKILL; starts again in 200 ms');
    await supervised.stop();
    expect(await readFile(join(folder, 'steady'), 'utf8')).toBe('ended in order');
    expect(supervised.pid).toBeUndefined();
  });

  it('starts a crashed process again', async () => {
    const { supervised } = start('crashing', 'crashing');
    await until(() => supervised.restarts === 1 && supervised.pid !== undefined);
    await supervised.untilReady();
  });

  it('tells of a process that cannot even start, and leaves it', async () => {
    const { supervised, lines } = start('broken', 'broken');
    await expect(supervised.ready).rejects.toThrow('worker ended with code 1 before it was ready');
    expect(lines).toEqual(['cannot start']);
    expect(supervised.restarts).toBe(0);
  });

  it('stops a frozen process too', async () => {
    const { supervised } = start('steady', 'frozen');
    await supervised.ready;
    supervised.freeze();
    await supervised.stop();
    expect(await readFile(join(folder, 'frozen'), 'utf8')).toBe('ended in order');
  });

  it('leaves no orphan behind when the supervisor itself is killed', async () => {
    const supervisor = spawn(process.execPath, [
      '--conditions=source',
      fixture('supervisor.ts'),
      join(folder, 'orphan'),
    ]);
    const [output] = (await once(supervisor.stdout, 'data')) as [Buffer];
    const pid = Number(output.toString());
    expect(isAlive(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    await until(() => !isAlive(pid));
    expect(await readFile(join(folder, 'orphan'), 'utf8')).toBe('ended in order');
  });
});

describe('takeDataFolder', () => {
  it('is taken once, given back, and taken over from a process that was killed', async () => {
    const path = join(folder, 'data');
    const owner = join(path, 'owner');
    const other = spawn('sleep', ['60']);
    await once(other, 'spawn');
    await mkdir(path);
    await writeFile(owner, `${other.pid}\n${await readFile(`/proc/${other.pid}/cmdline`, 'utf8').catch(() => '')}`);
    await expect(takeDataFolder(path)).rejects.toThrow('Already running');
    other.kill('SIGKILL');
    await once(other, 'close');
    const taken = await takeDataFolder(path);
    expect(await readFile(owner, 'utf8')).toContain(String(process.pid));
    await taken.release();
    await expect(readFile(owner)).rejects.toThrow('ENOENT');
  });
});
