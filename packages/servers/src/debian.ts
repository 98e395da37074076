import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from './run.ts';

/**
 * Unpacks Debian or Ubuntu packages, with the libraries they need, into a folder: no root, no installation.
 * A folder that is there already is taken as it is.
 */
export async function unpackPackages(names: readonly string[], folder: string): Promise<void> {
  if (await exists(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await chmod(draft, 0o755);
    await download(names, draft).catch(async (error: unknown) => {
      // Missing or outdated package lists are the usual cause, and only root may renew them.
      if (process.getuid?.() !== 0) throw error;
      await run('apt-get', ['update'], { timeout: 120_000 });
      await download(names, draft);
    });
    for (const file of await readdir(draft)) {
      if (file.endsWith('.deb')) await run('dpkg', ['-x', join(draft, file), draft]);
    }
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process may have been faster.
    if (!(await exists(folder))) throw error;
  }
}

async function download(names: readonly string[], folder: string): Promise<void> {
  const described = await run('apt-cache', ['depends', ...names]);
  const libraries = [...described.matchAll(/^ {2}Depends: (lib\S+|lua\S+)$/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'libc6');
  await run('apt-get', ['download', ...new Set([...names, ...libraries])], { cwd: folder });
}

async function exists(folder: string): Promise<boolean> {
  return await readdir(folder).then(
    (files) => files.length > 0,
    () => false,
  );
}
