import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Chat, Deed, Load, Rig, RigOptions } from '@alita/bench';
import type { Line, ServiceName, Supervised } from '@alita/local';
import type { Link } from './link.ts';

/** How soon a process that ended is noticed. */
const LOOK_MS = 20;

/** Something that was broken on purpose. */
export interface Fault {
  readonly what: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  until: number;
  /** The outcome of a send that is under way may be lost: it may be sent again. */
  readonly losesSends: boolean;
}

export type Links = Readonly<Record<'redis' | 'postgres', Link>>;

/** Where a case plays: the system under load, and the ways to break it. */
export interface Stage {
  readonly rig: Rig;
  readonly crowd: readonly Chat[];
  /** The ways to the servers. */
  readonly links: Links;
  readonly faults: readonly Fault[];
  /** Of the full size of a case, 0 to 1. */
  readonly share: number;
  /** Breaks something for as long as `work` takes. */
  breaks(what: string, work: () => Promise<unknown>, options?: { losesSends?: boolean }): Promise<void>;
  /** `kill -9`; resolves when the supervisor has it ready again. */
  kills(process: Supervised, options?: { andWaits?: boolean }): Promise<void>;
  /** SIGSTOP, and SIGCONT after a while. */
  freezes(process: Supervised, ms: number): Promise<void>;
  /** Counts every process that ends by itself as a fault from now on; answers how many there have been. */
  watchesEnds(): () => number;
  /** Counts the lines with this text that processes print from now on. */
  hears(text: string): () => number;
  /** A replica of a service, in turn. */
  one(service: ServiceName): Supervised;
  /** Says that something did not go as it must. */
  objects(problem: string): void;
}

/** One way to break the system. */
export interface Case {
  readonly name: string;
  /** What is done, in a few words. */
  readonly title: string;
  readonly rig?: Omit<RigOptions, 'onLine' | 'via'>;
  readonly chats: number;
  readonly people: number;
  readonly perSecond: number;
  /** Updates at least; the load goes on as long as the disturbance. */
  readonly updates: number;
  /** Longest wait for an answer that was asked for at a fault; unbounded unless said. */
  readonly movesOnWithinMs?: number;
  /** How long after a call its outcome is committed at the latest, in milliseconds; 500 unless said. */
  readonly commitsWithinMs?: number;
  /** Time for everything to be worked off after the load; 2 minutes unless said. */
  readonly settlesWithinMs?: number;
  /** Items that have to be parked in the end; none unless said. */
  readonly parks?: number;
  /** What owners say before, beside what makes a mixed load countable. */
  readonly commands?: readonly string[];
  /** Makes further chats, which the load knows as the last ones. */
  readonly gather?: (rig: Rig, share: number) => Promise<readonly Chat[]>;
  /** What people do; the mixed load unless said. */
  readonly deeds?: (crowd: readonly Chat[], rig: Rig) => (n: number) => Deed;
  disturb(stage: Stage): Promise<void>;
  /** Further promises, looked at while the system still runs and has nothing to do; answers those that were broken. */
  check?(load: Load, calls: readonly Call[], stage: Stage): string[] | Promise<string[]>;
}

export interface Scenery extends Pick<Stage, 'rig' | 'crowd' | 'links' | 'share'> {
  /** Who is told of every line a process prints. */
  readonly listeners: Set<(line: Line) => void>;
}

/** Sets the stage. */
export function setStage({ rig, crowd, links, share, listeners }: Scenery) {
  const faults: Fault[] = [];
  const problems: string[] = [];
  const turns = new Map<ServiceName, number>();
  const watches: NodeJS.Timeout[] = [];

  const stage: Stage = {
    rig,
    crowd,
    links,
    share,
    faults,
    async breaks(what, work, { losesSends = false } = {}) {
      const at = Date.now();
      const fault: Fault = { what, at, until: at, losesSends };
      faults.push(fault);
      await work();
      fault.until = Date.now();
    },
    async kills(process, { andWaits = true } = {}) {
      await stage.breaks(
        `kill -9 ${process.name}`,
        async () => {
          process.kill();
          if (andWaits) await process.untilReady();
        },
        { losesSends: isSender(process) },
      );
    },
    async freezes(process, ms) {
      await stage.breaks(
        `freeze ${process.name} for ${ms / 1000} s`,
        async () => {
          process.freeze();
          await sleep(ms);
          process.thaw();
        },
        { losesSends: isSender(process) },
      );
    },
    watchesEnds() {
      const { processes } = rig.system;
      const seen = new Map(processes.map((process) => [process, process.pid]));
      const first = faults.length;
      const look = () => {
        for (const process of processes) {
          const before = seen.get(process);
          if (process.pid === before) continue;
          seen.set(process, process.pid);
          if (before === undefined) continue;
          const at = Date.now();
          faults.push({ what: `${process.name} ended`, at, until: at, losesSends: isSender(process) });
        }
      };
      watches.push(setInterval(look, LOOK_MS));
      return () => faults.length - first;
    },
    hears(wanted) {
      let heard = 0;
      listeners.add(({ text }) => {
        if (text.includes(wanted)) heard++;
      });
      return () => heard;
    },
    one(service) {
      const replicas = rig.system.of(service);
      const turn = turns.get(service) ?? 0;
      turns.set(service, turn + 1);
      const process = replicas[turn % replicas.length];
      if (!process) throw new RangeError(`no ${service} runs`);
      return process;
    },
    objects: (problem) => void problems.push(problem),
  };
  const leave = () => {
    for (const watch of watches) clearInterval(watch);
  };
  return { stage, problems, leave };
}

const isSender = ({ name }: Supervised) => name.startsWith('sender');
