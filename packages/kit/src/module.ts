import { z } from 'zod';
import type { Arg, Args, ArgValues } from './arg.ts';
import { encodeCallback, type Fields } from './callback-data.ts';
import type {
  CallbackContext,
  CommandContext,
  ContinuationContext,
  LinkContext,
  TimerContext,
  TimerOrder,
  WatcherContext,
} from './context.ts';
import type { Branch } from './effects.ts';
import type { EventKind } from './event.ts';
import type { Remembered } from './remembered.ts';
import type { In, Need, Needs } from './rights.ts';
import type { Button, Params } from './say.ts';

/**
 * Whether the rest of the places look at the update too. An async `run` that always says the same must be annotated.
 * @example async run({ message }): Promise<Verdict> { …; return 'continue'; }
 */
export type Verdict = 'continue' | 'stop';

type Run<C> = (context: C) => void | Promise<void>;

/** What a command is declared with. */
export interface CommandSpec<S, Z, A extends Args> {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What other bots call it: understood, but left out of help. */
  readonly synonyms?: readonly string[];
  readonly args?: A;
  readonly needs?: Needs;
  readonly in?: In;
  /** May admins switch it off? */
  readonly disableable?: boolean;
  readonly run: Run<CommandContext<S, Z, ArgValues<A>>>;
}
/** What a button's callback is declared with. */
export interface CallbackSpec<S, Z, D> {
  readonly name: string;
  readonly data: z.ZodType<D>;
  readonly needs?: Needs;
  /** Only the person in the data's `by` field may press. */
  readonly invokerOnly?: boolean;
  /** How long after the message was sent its button works; a later press is told so. For ever when left out. */
  readonly lifetimeMs?: number;
  /** `connected`: pressed in private, it acts on the group one is connected to. */
  readonly in?: 'here' | 'connected';
  readonly run: Run<CallbackContext<S, Z, D>>;
}
/** What a watcher is declared with. */
export interface WatcherSpec<S, Z, K extends EventKind> {
  readonly name: string;
  readonly on: K;
  /** A place in `order`. */
  readonly order: number;
  readonly run: (context: WatcherContext<S, Z, K>) => Verdict | Promise<Verdict>;
}
/** What a timer is declared with. */
export interface TimerSpec<S, Z, D> {
  readonly name: string;
  readonly data: z.ZodType<D>;
  readonly run: Run<TimerContext<S, Z, D>>;
}
/** What a continuation is declared with: code that runs when a call has been answered. */
export interface ContinuationSpec<S, Z, D> {
  readonly name: string;
  readonly data: z.ZodType<D>;
  readonly run: Run<ContinuationContext<S, Z, D>>;
}
/** What a deep link is declared with. */
export interface DeepLinkSpec<S, Z> {
  /** `/start <prefix>…`; exact when it ends without an underscore. */
  readonly prefix: string;
  /**
   * The group that a payload is about: `run` acts there, for its members only, and answers in private. `undefined` for a
   * payload that makes no sense.
   */
  readonly chatOf?: (payload: string) => number | undefined;
  readonly run: Run<LinkContext<S, Z>>;
}

/** Declarations as the runtime sees them: types erased, all checked by their schemas. */
export interface Command {
  readonly kind: 'command';
  readonly name: string;
  readonly aliases: readonly string[];
  readonly synonyms: readonly string[];
  readonly args: Args;
  readonly needs: Needs;
  readonly in: In;
  readonly disableable: boolean;
  run(context: never): void | Promise<void>;
}
/** A declared callback; makes its buttons. */
export interface Callback<D = never> {
  readonly kind: 'callback';
  readonly name: string;
  readonly data: z.ZodType;
  readonly needs: Needs;
  readonly invokerOnly: boolean;
  readonly lifetimeMs?: number | undefined;
  readonly in: 'here' | 'connected';
  run(context: never): void | Promise<void>;
  /** The typed button; its label is the message `<module>.button-<name>` unless another key is given. */
  button(data: D, label?: { key?: string; params?: Params }): Button;
}
/** A declared watcher. */
export interface Watcher {
  readonly kind: 'watcher';
  readonly name: string;
  readonly on: EventKind;
  readonly order: number;
  run(context: never): Verdict | Promise<Verdict>;
}
/** A declared timer; makes the orders that set and cancel it. */
export interface Timer<D = never> {
  readonly kind: 'timer';
  readonly name: string;
  readonly data: z.ZodType;
  run(context: never): void | Promise<void>;
  /** For `context.timer(…)`: sets or moves the timer `id` of this chat. */
  at(when: Date, id: string | number, data: D): TimerOrder;
  cancel(id: string | number): TimerOrder;
}
/** A declared continuation; makes the branches that lead to it. */
export interface Continuation<D = never> {
  readonly kind: 'continuation';
  readonly name: string;
  readonly data: z.ZodType;
  run(context: never): void | Promise<void>;
  /** For `.ok(…)` and `.refused(…)`: runs in the mailbox of `chat` once the outcome is known. */
  in(chat: { id: number }, data: D): Extract<Branch, { continue: object }>;
}
/** A declared deep link. */
export interface DeepLink {
  readonly kind: 'link';
  readonly prefix: string;
  readonly chatOf?: ((payload: string) => number | undefined) | undefined;
  run(context: never): void | Promise<void>;
}

/** A finished feature, as `modules/src/index.ts` lists it. */
export interface Module {
  readonly name: string;
  readonly isHidden: boolean;
  readonly store?: ((db: never) => unknown) | undefined;
  readonly settings: z.ZodObject;
  readonly commands: readonly Command[];
  readonly callbacks: readonly Callback[];
  readonly watchers: readonly Watcher[];
  readonly timers: readonly Timer[];
  readonly continuations: readonly Continuation[];
  readonly links: readonly DeepLink[];
  /** Shown under the feature's help. */
  readonly helpButtons: readonly Button[];
}

/** What a feature begins with: its name, its store, its settings. */
export interface ModuleSpec<S, Z extends z.ZodObject, DB> {
  /** Also the name of its folder and the namespace of its messages. */
  readonly name: string;
  readonly store?: (db: DB) => S;
  /** A default for every field. */
  readonly settings?: Z;
  /** Left out of help and of command menus. */
  readonly isHidden?: boolean;
}

type Parts = Partial<
  Pick<Module, 'commands' | 'callbacks' | 'watchers' | 'timers' | 'continuations' | 'links' | 'helpButtons'>
>;

const NO_SETTINGS = z.object({});
const list = (needs: Need | readonly Need[] | undefined): readonly Need[] =>
  needs === undefined ? [] : typeof needs === 'string' ? [needs] : needs;

/**
 * All needs as lists.
 * @example needsOf({ actor: 'admin' }) // { actor: ['admin'], bot: [] }
 */
export const needsOf = (needs: Needs): { actor: readonly Need[]; bot: readonly Need[] } => ({
  actor: list(needs.actor),
  bot: list(needs.bot),
});

/**
 * Begins a feature. What it returns declares commands, callbacks, watchers …; `with` puts them together.
 * @example
 * const rules = defineModule({ name: 'rules', settings: z.object({ private: z.boolean().default(false) }) });
 * export default rules.with({ commands: [rules.command({ name: 'rules', run: ({ reply }) => void reply('text') })] });
 */
export function defineModule<S = undefined, Z extends z.ZodObject = typeof NO_SETTINGS, DB = never>(
  spec: ModuleSpec<S, Z, DB>,
) {
  type Settings = z.infer<Z>;
  const full = (name: string) => `${spec.name}.${name}`;

  function command<const A extends Args = Record<never, never>>(given: CommandSpec<S, Settings, A>): Command {
    const { aliases = [], synonyms = [], needs = {}, disableable = false } = given;
    return { aliases, synonyms, needs, disableable, in: 'group', ...given, args: given.args ?? {}, kind: 'command' };
  }

  function callback<D extends Fields>(given: CallbackSpec<S, Settings, D>): Callback<D> {
    const namespace = full(given.name);
    return {
      needs: {},
      invokerOnly: false,
      in: 'here',
      ...given,
      kind: 'callback',
      button: (data, { key, params } = {}) => ({
        label: key ? full(key) : full(`button-${given.name}`),
        params,
        data: encodeCallback(namespace, data),
      }),
    };
  }

  function watcher<K extends EventKind>(given: WatcherSpec<S, Settings, K>): Watcher {
    return { ...given, kind: 'watcher' };
  }

  function timer<D>(given: TimerSpec<S, Settings, D>): Timer<D> {
    const name = full(given.name);
    return {
      ...given,
      kind: 'timer',
      at: (when, id, data) => ({ id: `${name}:${id}`, at: when.getTime(), name, data }),
      cancel: (id) => ({ id: `${name}:${id}`, cancel: true }),
    };
  }

  function continuation<D>(given: ContinuationSpec<S, Settings, D>): Continuation<D> {
    return {
      ...given,
      kind: 'continuation',
      in: (chat, data) => ({ continue: { name: full(given.name), chat: chat.id, data } }),
    };
  }

  function link(given: DeepLinkSpec<S, Settings>): DeepLink {
    return { ...given, kind: 'link' };
  }

  /** For `context.recall`: read from the store when first needed, then kept until `context.forget`. Treat it as frozen. */
  function remembered<T>(given: {
    readonly name: string;
    readonly load: (store: S, chatId: number) => Promise<T>;
    readonly weigh?: (value: T) => number;
  }): Remembered<T> {
    return { weigh: () => 1, ...given, name: full(given.name) };
  }

  /** Show and set in one line: without an argument it says the value (`<name>-is`), with one it stores it (`<name>-set`). */
  function settingCommand<F extends keyof Settings & string>(given: {
    readonly name: string;
    readonly aliases?: readonly string[];
    readonly synonyms?: readonly string[];
    readonly field: F;
    readonly arg: Arg<Settings[F]>;
    readonly needs?: Needs;
    readonly in?: In;
  }): Command {
    return command({
      needs: { actor: 'admin', bot: 'admin' },
      in: 'connected',
      ...given,
      args: { value: given.arg.optional() },
      async run({ args, settings, configure, reply }) {
        const shown = (value: unknown) => ({ value: typeof value === 'number' ? value : String(value) });
        if (args.value === undefined) return void reply(`${given.name}-is`, shown(settings[given.field]));
        await configure({ [given.field]: args.value } as Partial<Settings>);
        reply(`${given.name}-set`, shown(args.value));
      },
    });
  }

  function build(parts: Parts): Module {
    return {
      name: spec.name,
      isHidden: spec.isHidden ?? false,
      store: spec.store,
      settings: spec.settings ?? NO_SETTINGS,
      commands: [],
      callbacks: [],
      watchers: [],
      timers: [],
      continuations: [],
      links: [],
      helpButtons: [],
      ...parts,
    };
  }

  return { command, callback, watcher, timer, continuation, link, remembered, settingCommand, with: build };
}
