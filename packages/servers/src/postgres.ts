import { randomBytes } from 'node:crypto';
import { appendFile, chown, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startContainer } from './docker.ts';
import { errorCode } from './error-code.ts';
import { freePort } from './free-port.ts';
import { type Account, prepareHome, reachableBinaries, serverAccount } from './postgres-binaries.ts';
import { run } from './run.ts';
import { type BringUpOptions, firstThatWorks, given, type Server } from './server.ts';
import { throwawayFolder } from './throwaway.ts';

const IMAGE = 'postgres:18-alpine';
const ADVICE = 'Install PostgreSQL 16 or later and set DATABASE_URL.';
const USER = 'postgres';

const COMMON = { listen_addresses: "'127.0.0.1'", unix_socket_directories: "''", max_connections: '200' };
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Finds or starts a PostgreSQL; with a folder its data is durable, without one it trades safety for speed. */
export async function bringUpPostgres(options: BringUpOptions): Promise<Server> {
  if (options.url) return given(options.url);
  const { folder } = options;
  return await firstThatWorks(
    'PostgreSQL',
    ADVICE,
    [
      { source: 'embedded', bringUp: async () => await startEmbedded(folder) },
      { source: 'docker', bringUp: async () => await startInDocker(folder) },
    ],
    options.log,
  );
}

/** pg_ctl on one home folder: data, password and log of one server. */
interface Control {
  readonly home: string;
  readonly data: string;
  readonly account: Account;
  readonly call: (program: 'initdb' | 'pg_ctl', args: readonly string[]) => Promise<string>;
}

async function startEmbedded(wanted: string | undefined) {
  const control = await controlOf(wanted ?? (await throwawayFolder('postgres', endRunning)));
  await initialize(control, wanted !== undefined);
  const stop = async () => {
    await endRunning(control.home);
    if (wanted === undefined) await rm(control.home, { recursive: true, force: true });
  };

  const running = await urlOfRunning(control);
  if (running !== undefined) return { url: running, stop };
  // What the last server left behind names a process that is dead or somebody else's.
  await rm(join(control.data, 'postmaster.pid'), { force: true });
  const log = join(control.home, 'postgres.log');
  await control.call('pg_ctl', ['start', '-w', '-t', '60', '-l', log, '-o', `-p ${await freePort()}`]);
  const url = await urlOfRunning(control);
  if (url === undefined) throw new Error(`PostgreSQL started and does not answer; see ${log}`);
  return { url, stop };
}

async function controlOf(folder: string): Promise<Control> {
  const account = await serverAccount();
  const home = await prepareHome(account, folder);
  const binaries = await reachableBinaries(account, home);
  const data = join(home, 'data');
  return {
    home,
    data,
    account,
    call: async (program, args) =>
      await run(join(binaries, program), ['-D', data, ...args], {
        ...account,
        cwd: home,
        env: { ...process.env, LC_ALL: 'C' },
      }),
  };
}

async function initialize({ home, data, account, call }: Control, durable: boolean): Promise<void> {
  const passwordFile = join(home, 'password');
  if (await stat(join(data, 'PG_VERSION')).catch(() => undefined)) return;
  await rm(data, { recursive: true, force: true }); // an initdb that was killed
  await writeFile(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(passwordFile, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await call('initdb', ['-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...locale, '--no-instructions']);
  const settings = durable ? COMMON : { ...COMMON, ...CARELESS };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  await appendFile(join(data, 'postgresql.conf'), lines.join(''));
}

/** Where the server of this data folder answers, if one runs: its own pid file names the port. */
async function urlOfRunning({ home, data, call }: Control): Promise<string | undefined> {
  const isRunning = await call('pg_ctl', ['status']).then(
    () => true,
    () => false,
  );
  if (!isRunning) return undefined;
  const port = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[3];
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  const url = `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`;
  return (await answers(url)) ? url : undefined;
}

/** Ends the server of this folder if one runs: sessions are cut, data is safe. */
async function endRunning(folder: string): Promise<void> {
  const { call } = await controlOf(folder);
  await call('pg_ctl', ['stop', '-m', 'fast', '-w']).catch(() => {});
}

async function startInDocker(folder: string | undefined) {
  const password = folder === undefined ? 'throwaway' : 'local';
  const settings: Record<string, string> = folder === undefined ? CARELESS : {};
  const container = await startContainer({
    image: IMAGE,
    port: 5432,
    command: ['postgres', ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    environment: { POSTGRES_PASSWORD: password },
    mount: folder === undefined ? undefined : { source: folder, target: '/var/lib/postgresql' },
  });
  const url = `postgresql://${USER}:${password}@${container.address}/postgres`;
  if (!(await answers(url))) throw new Error('the container does not answer');
  return { url, stop: container.stop };
}

/** Tries for ten seconds: a server that recovers from a crash listens, and turns clients away at first. */
async function answers(url: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    client.on('error', () => {}); // connect() below tells the same
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      if (errorCode(error) === 'ECONNREFUSED') return false;
      await sleep(100);
    }
  }
  return false;
}
