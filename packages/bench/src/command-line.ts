import type { ParseArgsOptionsConfig } from 'node:util';

/** The options that every command of ours has. */
export const COMMON_OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  share: { type: 'string', default: '1' },
} as const satisfies ParseArgsOptionsConfig;

/** Reads what was asked for; what makes no sense ends the process with code 2 and a sentence, without a stack. */
export interface CommandLine {
  /** What `parse` answers. */
  readonly read: <T>(parse: () => T) => T;
  /** The share of a full load: a number above 0, at most 1. */
  readonly share: (text: string) => number;
  readonly wrong: (message: string) => never;
}

/** The command line of `npm run <command>`. */
export function commandLine(command: string): CommandLine {
  function wrong(message: string): never {
    console.error(`${message}\nWhat there is: npm run ${command} -- --help`);
    process.exit(2);
  }
  return {
    wrong,
    read(parse) {
      try {
        return parse();
      } catch (error) {
        return wrong(error instanceof Error ? error.message.replace(/\. .*/s, '.') : String(error));
      }
    },
    share(text) {
      const share = Number(text);
      return share > 0 && share <= 1 ? share : wrong('--share is a number above 0, at most 1.');
    },
  };
}
