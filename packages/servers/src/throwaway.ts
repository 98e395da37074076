import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * A new folder for a server that ends with this process. Folders of processes that were killed are swept first:
 * `end` stops the server that may still run there.
 */
export async function throwawayFolder(kind: string, end: (folder: string) => Promise<void>): Promise<string> {
  const prefix = `alita-${kind}-`;
  for (const name of await readdir(tmpdir())) {
    const owner = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0]);
    if (owner > 0 && !isAlive(owner)) {
      await end(join(tmpdir(), name)).catch(() => {});
      await rm(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
  return await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
