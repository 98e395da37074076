/** A server that is ready to be used, and how it was found. */
export interface Server {
  /** Where to connect, credentials included. */
  readonly url: string;
  readonly source: Source;
  /** Ends what was brought up; a given server is left alone. Data of a throwaway server goes with it. */
  stop(): Promise<void>;
}

/** Where a server came from, in the order they are tried. */
export type Source = 'given' | 'path' | 'debian' | 'embedded' | 'docker';

export interface BringUpOptions {
  /** A server named by the operator: used as it is. */
  readonly url?: string | undefined;
  /** Keeps its data here, durably, and finds it again. Without a folder the server is throwaway: fast, gone on stop. */
  readonly folder?: string | undefined;
  /** Where unpacked binaries are kept between runs. */
  readonly cacheFolder: string;
  /** Told one line per way that was tried and did not work. */
  readonly log?: (line: string) => void;
}

/** One way to get a server; throws when this machine does not offer it. */
export interface Way {
  readonly source: Source;
  readonly bringUp: () => Promise<Omit<Server, 'source'>>;
}

/** The first way that works. Throws one error that tells of every way tried and then what to do. */
export async function firstThatWorks(
  what: string,
  advice: string,
  ways: readonly Way[],
  log: (line: string) => void = () => {},
): Promise<Server> {
  const failures: string[] = [];
  for (const { source, bringUp } of ways) {
    try {
      return { ...(await bringUp()), source };
    } catch (error) {
      const failure = `${source}: ${error instanceof Error ? error.message : String(error)}`;
      log(`${what}: ${failure}`);
      failures.push(`  ${failure}`);
    }
  }
  throw new Error(`No ${what} on this machine. Tried:\n${failures.join('\n')}\n${advice}`);
}

/** A server somebody else runs. */
export const given = (url: string): Server => ({ url, source: 'given', stop: async () => {} });
