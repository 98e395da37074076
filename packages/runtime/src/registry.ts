import {
  type Callback,
  type Command,
  type Continuation,
  type DeepLink,
  type EventKind,
  encodeCallback,
  type Module,
  order,
  type Timer,
  type Watcher,
} from '@alita/kit';
import type { Attempt } from './item-run.ts';

/** A declaration together with the module it belongs to. */
export interface Owned<D> {
  readonly module: Module;
  readonly declaration: D;
  /** `<module>.<name>` */
  readonly label: string;
}

/** A watcher, and what its runs are called. */
export interface Watching extends Owned<Watcher> {
  readonly attempt: Attempt;
}

/** Those who watch one kind of event, in running order: before commands and presses, and after them. */
export interface Watchers {
  readonly before: readonly Watching[];
  readonly after: readonly Watching[];
}

/** Everything that was declared, ready to be looked up. */
export interface Registry {
  readonly modules: readonly Module[];
  readonly commands: ReadonlyMap<string, Owned<Command>>;
  readonly callbacks: ReadonlyMap<string, Owned<Callback>>;
  readonly timers: ReadonlyMap<string, Owned<Timer>>;
  readonly continuations: ReadonlyMap<string, Owned<Continuation>>;
  /** Deep links, longest prefix first. */
  readonly links: readonly Owned<DeepLink>[];
  /** By event kind. */
  readonly watchers: ReadonlyMap<EventKind, Watchers>;
}

/**
 * Puts the modules together.
 * @throws Error that lists every name claimed twice and every name Telegram would not take
 */
export function createRegistry(modules: readonly Module[]): Registry {
  const problems: string[] = [];

  function index<D>(what: string, entries: (readonly [name: string, owned: Owned<D>])[]): Map<string, Owned<D>> {
    const map = new Map<string, Owned<D>>();
    for (const [name, owned] of entries) {
      const other = map.get(name);
      if (other) problems.push(`${what} "${name}" is claimed by ${other.label} and ${owned.label}`);
      map.set(name, owned);
    }
    return map;
  }

  function owned<D extends { name: string }>(pick: (module: Module) => readonly D[]): Owned<D>[] {
    return modules.flatMap((module) =>
      pick(module).map((declaration) => ({ module, declaration, label: `${module.name}.${declaration.name}` })),
    );
  }

  const byLabel = <D extends { name: string }>(what: string, pick: (module: Module) => readonly D[]) =>
    index(
      what,
      owned(pick).map((each) => [each.label, each] as const),
    );

  index(
    'module',
    modules.map((module) => [module.name, { module, declaration: module, label: module.name }] as const),
  );
  const commands = index(
    'command',
    owned((module) => module.commands).flatMap((each) => {
      const { name, aliases, synonyms } = each.declaration;
      return [name, ...aliases, ...synonyms].map((one) => [one, each] as const);
    }),
  );
  for (const name of commands.keys())
    if (!/^[a-z0-9_]{1,32}$/.test(name)) problems.push(`command "${name}" is not a name Telegram takes`);
  const callbacks = byLabel('callback', (module) => module.callbacks);
  for (const label of callbacks.keys()) encodeCallback(label, {});

  const watching = owned((module) => module.watchers)
    .sort((a, b) => a.declaration.order - b.declaration.order)
    .map((each) => ({ ...each, attempt: { module: each.module.name, label: each.label, kind: 'watcher' as const } }));
  const watchers = new Map<EventKind, Watchers>();
  for (const [kind, list] of Map.groupBy(watching, ({ declaration }) => declaration.on)) {
    const [before = [], after = []] = [true, false].map((isBefore) =>
      list.filter(({ declaration }) => declaration.order < order.command === isBefore),
    );
    watchers.set(kind, { before, after });
  }

  const registry = {
    modules,
    commands,
    callbacks,
    timers: byLabel('timer', (module) => module.timers),
    links: modules
      .flatMap((module) => module.links.map((declaration) => ({ module, declaration, label: `${module.name}.link` })))
      .sort((a, b) => b.declaration.prefix.length - a.declaration.prefix.length),
    continuations: byLabel('continuation', (module) => module.continuations),
    watchers,
  };
  if (problems.length > 0) throw new Error(`the modules do not fit together:\n- ${problems.join('\n- ')}`);
  return registry;
}
