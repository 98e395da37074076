import { readFile } from 'node:fs/promises';
import type { Rig } from './rig.ts';

/** Clock ticks of /proc per second: 100 on every Linux in use. */
const TICK_MS = 10;

/** What the processes of a rig have used so far. */
export interface Usage {
  /** Milliseconds of processor time by process name. */
  readonly cpuMs: Readonly<Record<string, number>>;
  /** Most memory they ever had, in megabytes (RSS). */
  readonly peakMb: Readonly<Record<string, number>>;
  /** What they have now. */
  readonly nowMb: Readonly<Record<string, number>>;
  /** Times Redis read from a connection: round trips of all processes. */
  readonly redisTrips: number;
}

/** Reads what every process has used; only what this machine's /proc tells. */
export async function usageOf(rig: Rig): Promise<Usage> {
  const { system, simulator, redis } = rig;
  const stats = await redis.info('stats');
  const server = await redis.info('server');
  const processes: [name: string, pids: readonly number[]][] = [
    ...system.processes.map(({ name, pid }): [string, number[]] => [name, pid === undefined ? [] : [pid]]),
    ['redis', [Number(/process_id:(\d+)/.exec(server)?.[1])]],
    ['postgres', await postgresProcesses(rig)],
    ['telegram', simulator.pid === undefined ? [] : [simulator.pid]],
  ];
  const cpuMs: Record<string, number> = {};
  const peakMb: Record<string, number> = {};
  const nowMb: Record<string, number> = {};
  for (const [name, pids] of processes) {
    const used = await Promise.all(pids.map(async (pid) => ({ cpu: await cpuOf(pid), ...(await memoryOf(pid)) })));
    cpuMs[name] = used.reduce((sum, { cpu }) => sum + cpu, 0);
    peakMb[name] = used.reduce((sum, { peak }) => sum + peak, 0);
    nowMb[name] = used.reduce((sum, { now }) => sum + now, 0);
  }
  return { cpuMs, peakMb, nowMb, redisTrips: Number(/total_reads_processed:(\d+)/.exec(stats)?.[1]) };
}

/** The difference of two readings; of memory the later one. */
export function used(before: Usage, after: Usage): Usage {
  const cpuMs = Object.fromEntries(
    Object.entries(after.cpuMs).map(([name, ms]) => [name, ms - (before.cpuMs[name] ?? 0)]),
  );
  return { ...after, cpuMs, redisTrips: after.redisTrips - before.redisTrips };
}

/** Statements' transactions of the rig's database so far. A backend tells of its own up to ten seconds late. */
export async function sqlTransactions({ database }: Rig): Promise<number> {
  const [row] = await database.db.$queryRaw<{ n: bigint }[]>`
    select xact_commit + xact_rollback as n from pg_stat_database where datname = current_database()`;
  return Number(row?.n ?? 0);
}

/** The postmaster and its children. */
async function postgresProcesses({ database }: Rig): Promise<number[]> {
  const [row] = await database.db.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const stat = await statOf(row?.pid ?? 0);
  const master = Number(stat[1]);
  if (!master) return [];
  const children = await readFile(`/proc/${master}/task/${master}/children`, 'utf8').catch(() => '');
  return [master, ...children.trim().split(' ').filter(Boolean).map(Number)];
}

/** The fields of /proc/<pid>/stat after the command: state, parent, …; none when there is no such process. */
async function statOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** User and system time of a process and of its children that ended. */
async function cpuOf(pid: number): Promise<number> {
  const ticks = (await statOf(pid)).slice(11, 15).map(Number);
  return ticks.reduce((sum, n) => sum + n, 0) * TICK_MS;
}

/** Of one process, in megabytes. */
async function memoryOf(pid: number): Promise<{ readonly peak: number; readonly now: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { peak: field('VmHWM'), now: field('VmRSS') };
}
