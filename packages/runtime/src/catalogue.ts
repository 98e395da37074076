import type { Catalogue, Command, CommandFacts, Module } from '@alita/kit';
import { usageOf } from './arguments.ts';
import type { Registry } from './registry.ts';

/** The declarations as other modules speak of them. */
export function createCatalogue(modules: readonly Module[], registry: Registry): Catalogue {
  const facts = new Map<Command, CommandFacts>();
  for (const command of modules.flatMap(({ commands }) => commands)) {
    const { name, aliases, needs, disableable, args } = command;
    facts.set(command, { name, aliases, needs, in: command.in, disableable, usage: (t) => usageOf(name, args, t) });
  }
  const features = modules.map(({ name, isHidden, commands, helpButtons }) => ({
    name,
    isHidden,
    helpButtons,
    commands: commands.flatMap((command) => facts.get(command) ?? []),
  }));
  return {
    features,
    command(name) {
      const owned = registry.commands.get(name);
      return owned && facts.get(owned.declaration);
    },
  };
}

/** Messages that must exist because these features are shown to people: their names, and help for each command. */
export const helpKeys = (modules: readonly Module[]): string[] =>
  modules
    .filter(({ isHidden, commands }) => !isHidden && commands.length > 0)
    .flatMap(({ name, commands }) => [
      `${name}.name`,
      `${name}.help`,
      ...commands.map((command) => `${name}.help-${command.name}`),
    ]);
