import { type Catalogue, type CommandFacts, code, type Feature, Html, needsOf, type Translate } from '@alita/kit';

/** Features that are shown, by their names in a language. */
export const shownFeatures = ({ features }: Catalogue, t: Translate): { feature: Feature; name: string }[] =>
  features
    .filter(({ name, isHidden, commands }) => !isHidden && name !== 'help' && commands.length > 0)
    .map((feature) => ({ feature, name: t(`${feature.name}.name`) }))
    .sort((a, b) => a.name.localeCompare(b.name, t.language));

/** Names that people know from elsewhere and that neither a feature nor a command has. */
const ALSO: Readonly<Record<string, string>> = { mdhelp: 'formatting', extra: 'misc', extras: 'misc' };

/** The feature that is meant by a word: its name, that without its plural, its name here, or one of its commands. */
export function featureNamed(word: string, catalogue: Catalogue, t: Translate): Feature | undefined {
  const typed = word.toLowerCase().replace(/^\//, '');
  const wanted = (Object.hasOwn(ALSO, typed) && ALSO[typed]) || typed;
  const command = catalogue.command(wanted);
  const named = ({ feature, name }: { feature: Feature; name: string }) =>
    [feature.name, feature.name.replace(/e?s$/, ''), name.toLowerCase()].includes(wanted);
  const shown = shownFeatures(catalogue, t);
  const found = shown.find(named) ?? shown.find(({ feature }) => command && feature.commands.includes(command));
  return found?.feature;
}

/** What a feature's page says. */
export function featureTexts({ name: feature, commands }: Feature, t: Translate) {
  const lines = (chosen: readonly CommandFacts[]): Html | undefined =>
    chosen.length === 0 ? undefined : new Html(chosen.map((command) => lineOf(feature, command, t)).join('\n'));
  const isForAdmins = ({ needs }: CommandFacts) => needsOf(needs).actor.length > 0;
  return {
    name: new Html(t(`${feature}.name`)),
    text: new Html(t(`${feature}.help`)),
    everyone: lines(commands.filter((command) => !isForAdmins(command))),
    admins: lines(commands.filter(isForAdmins)),
  };
}

function lineOf(feature: string, command: CommandFacts, t: Translate): string {
  const { name, aliases } = command;
  const text = new Html(t(`${feature}.help-${name}`));
  const others = aliases.length > 0 ? aliases.map((alias) => `/${alias}`).join(', ') : undefined;
  return t('help.command', { usage: code(command.usage(t)), text, aliases: others });
}
