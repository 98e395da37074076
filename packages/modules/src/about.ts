import type { Translator } from './misc/translator.ts';

/** What the operator says of this bot. Links that are not given are not shown. */
export interface About {
  readonly ownerId?: number | undefined;
  readonly version?: string | undefined;
  /** The operator's own channel (`MESSAGE_DUMP`), which the bot does not leave. */
  readonly dumpChat?: number | undefined;
  readonly links?: Links | undefined;
  /** What `/tr` asks; switched off when left out. */
  readonly translate?: Translator | undefined;
}

/** Addresses for buttons, each complete. */
export interface Links {
  /** A channel with news. */
  readonly news?: string | undefined;
  /** A group in which questions are answered. */
  readonly support?: string | undefined;
  /** Where one can help to translate. */
  readonly translate?: string | undefined;
  /** Where one can give something. */
  readonly donate?: string | undefined;
}
