import type { In, Needs } from './rights.ts';
import type { Button, Translate } from './say.ts';

/** A command as other modules speak of it. */
export interface CommandFacts {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly needs: Needs;
  readonly in: In;
  readonly disableable: boolean;
  /** `/tban <user> <time> [reason]` in a language. */
  usage(t: Translate): string;
}

/**
 * A feature as other modules speak of it. It is called by the message `<name>.name`, its help is `<name>.help`, a command's
 * `<name>.help-<command>`.
 */
export interface Feature {
  readonly name: string;
  /** Left out of help and of command menus. */
  readonly isHidden: boolean;
  readonly commands: readonly CommandFacts[];
  /** Shown under its help. */
  readonly helpButtons: readonly Button[];
}

/** Everything that was declared, for help and disabling. */
export interface Catalogue {
  readonly features: readonly Feature[];
  /** The command that goes by this name or alias. */
  command(name: string): CommandFacts | undefined;
}
