import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder a local system keeps its data in, taken by one process at a time. */
export interface DataFolder {
  release(): Promise<void>;
}

/** What a process runs, to tell it from a later one with the same number; empty where the system does not say. */
const commandOf = (pid: number): Promise<string> => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/**
 * Takes a data folder, made when it is not there. One that a killed process left behind is taken over.
 * @throws Error when another process uses it
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  const lock = join(path, 'owner');
  await mkdir(path, { recursive: true });
  const [, pid = '', command] = /^(\d+)\n([\s\S]*)$/.exec(await readFile(lock, 'utf8').catch(() => '')) ?? [];
  const owner = Number(pid);
  if (owner > 0 && owner !== process.pid && isAlive(owner) && (await commandOf(owner)) === command)
    throw new Error(`Already running here (process ${owner}). Stop that one first.`);
  await writeFile(lock, `${process.pid}\n${await commandOf(process.pid)}`);
  return { release: () => rm(lock, { force: true }) };
}
