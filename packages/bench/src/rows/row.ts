/** What one run measured: milliseconds, megabytes, or counts, by name. */
export type Figures = Readonly<Record<string, number>>;

export interface RunOptions {
  /** Share of the full load, for a quick look; 1 is the real thing. */
  readonly share: number;
  readonly runs: number;
  /** Where the services leave their CPU profiles; none when left out. */
  readonly profiles?: string | undefined;
}

/** One line of the benchmark. */
export interface Row {
  readonly name: string;
  readonly title: string;
  /** Takes so long that it is measured only when it is named. */
  readonly isLong?: boolean;
  /** Measures so many times and answers each run's figures. */
  measure(options: RunOptions): Promise<Figures[]>;
}
