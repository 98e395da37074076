import type { Catalogue } from '@alita/kit';

/** What can be switched off, by feature, both in alphabetical order. */
export const disableableIn = ({ features }: Catalogue): { feature: string; commands: string[] }[] =>
  features
    .map(({ name, commands }) => ({
      feature: name,
      commands: commands
        .filter(({ disableable }) => disableable)
        .map((command) => command.name)
        .sort(),
    }))
    .filter(({ commands }) => commands.length > 0)
    .sort((a, b) => a.feature.localeCompare(b.feature));

/** What was named: commands by name or alias, all of a feature, or everything (`*`). */
export function commandsNamed(
  words: readonly string[],
  catalogue: Catalogue,
): { readonly commands: readonly string[]; readonly unknown: readonly string[] } {
  const groups = disableableIn(catalogue);
  const all = groups.flatMap(({ commands }) => commands);
  const commands = new Set<string>();
  const unknown = new Set<string>();
  for (const word of words) {
    const name = word.toLowerCase().replace(/^\//, '');
    const command = catalogue.command(name)?.name;
    const named =
      name === '*'
        ? all
        : command && all.includes(command)
          ? [command]
          : groups.find(({ feature }) => feature === name)?.commands;
    if (named) for (const each of named) commands.add(each);
    else unknown.add(word);
  }
  return { commands: [...commands].sort(), unknown: [...unknown] };
}
