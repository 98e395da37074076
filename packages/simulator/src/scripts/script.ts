import type { Stage } from '../seed.ts';

/** Lets time pass, in milliseconds: real time for watchers, the world's clock in tests. */
export type Pace = (ms: number) => Promise<void>;

/** What a script needs of a stage. */
export type Setting = Pick<Stage, 'world' | 'group' | 'owner' | 'member'>;

/** A scenario: people act on a stage, whatever the bot makes of it. */
export interface Script {
  name: string;
  about: string;
  /** Numbers that can be chosen, with their defaults. */
  options: Readonly<Record<string, number>>;
  run(stage: Setting, pace: Pace, options: Readonly<Record<string, number>>): Promise<void>;
}

/** A number the caller chose, or its default. */
export function chosen(script: Script, options: Readonly<Record<string, number>>, name: string): number {
  return options[name] ?? script.options[name] ?? 0;
}

/** What an app refuses (a muted or banned person speaks) is part of the play. */
export function tries(act: () => unknown): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Refused')) throw error;
  }
}
