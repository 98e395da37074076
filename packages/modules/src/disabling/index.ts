import { arg, Html } from '@alita/kit';
import { disabling } from './module.ts';
import { commandsNamed, disableableIn } from './rules.ts';

const needs = { actor: 'admin', bot: 'admin' } as const;
const commas = (names: readonly string[]): string => names.join(', ');

const SAID = { disable: 'disabled', enable: 'enabled' } as const;

/** `/disable` and `/enable`: some commands by name, a whole feature, or everything. */
const switchCommand = (name: keyof typeof SAID) =>
  disabling.command({
    name,
    in: 'connected',
    needs,
    args: { names: arg.text({ called: 'command' }) },
    async run({ args, settings, catalogue, configure, reply }) {
      const { commands, unknown } = commandsNamed(args.names.split(/[\s,]+/), catalogue);
      if (commands.length > 0) {
        const others = settings.commands.filter((command) => !commands.includes(command));
        await configure({ commands: name === 'disable' ? [...others, ...commands].sort() : others });
        reply(SAID[name], { names: commas(commands) });
      }
      if (unknown.length > 0) reply('unknown', { names: commas(unknown), count: unknown.length });
    },
  });

const disabled = disabling.command({
  name: 'disabled',
  in: 'connected',
  needs: { bot: 'admin' },
  disableable: true,
  run({ settings, message, reply }) {
    const options = { replyTo: message.replyTo?.id };
    if (settings.commands.length === 0) return void reply('none-disabled', {}, [], options);
    reply('list-disabled', { names: commas(settings.commands.toSorted()) }, [], options);
  },
});

const disableable = disabling.command({
  name: 'disableable',
  in: 'any',
  run({ catalogue, t, reply }) {
    const lines = disableableIn(catalogue).map(({ feature, commands }) =>
      t('disabling.line', { feature: new Html(t(`${feature}.name`)), names: commas(commands) }),
    );
    reply('list-disableable', { list: new Html(lines.join('\n')) });
  },
});

export default disabling.with({
  commands: [
    switchCommand('disable'),
    switchCommand('enable'),
    disabled,
    disableable,
    disabling.settingCommand({ name: 'disabledel', field: 'deleteThem', arg: arg.toggle() }),
    disabling.settingCommand({ name: 'disableadmin', field: 'alsoAdmins', arg: arg.toggle() }),
  ],
});
