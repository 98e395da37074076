import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createSimulatorServer } from './http/server.ts';
import { limitPresets } from './limits.ts';
import { pageRoute } from './page/routes.ts';
import { scripts } from './scripts/index.ts';
import type { Script } from './scripts/script.ts';
import { type Stage, seed } from './seed.ts';
import { World } from './world.ts';

/** The page as it is built beside this package. */
const PAGE = fileURLToPath(new URL('../../playground/dist', import.meta.url));
const HELP = `A Telegram Bot API server on this machine, for a bot in any language, with a page in which
you are the people it meets.

Usage: npm run simulate -- [script] [options]

  --port <n>         port on 127.0.0.1; 0 = any free one (8090)
  --token <token>    the bot's token, as the bot will send it (one is made up)
  --username <name>  the bot's username (playground_bot)
  --limits <preset>  how many messages it may send: ${Object.keys(limitPresets).join(', ')} (off)
  --help             this text

Served at that port, to this machine only:
  /                  the page: be the owner, a member, a spammer; see updates and calls
  /bot<token>/…      the Bot API: the address to give your bot instead of api.telegram.org
  /file/bot<token>/… what people sent
  /sim/<command>     everything the page can do, as JSON (packages/simulator/README.md)

Scripts, played once the bot asks for updates; their numbers are options too:
${Object.values(scripts)
  .map(
    ({ name, about, options }) =>
      `  ${name.padEnd(14)} ${about} (${Object.entries(options)
        .map(([key, value]) => `--${key} ${value}`)
        .join(' ')})`,
  )
  .join('\n')}
`;

function complain(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(1);
}

function parse() {
  const numbers = new Set(Object.values(scripts).flatMap(({ options }) => Object.keys(options)));
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: text,
        token: text,
        username: text,
        limits: text,
        help: { type: 'boolean' },
        ...Object.fromEntries([...numbers].map((name) => [name, text])),
      },
    });
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
}

/** Plays a script once the bot listens. */
async function play(script: Script, stage: Stage, values: Readonly<Record<string, unknown>>): Promise<void> {
  const { world, bot } = stage;
  while (!world.pollers.has(bot.id) && !world.webhooks.has(bot.id)) await sleep(100);
  const chosen = Object.keys(script.options).flatMap((name) =>
    values[name] === undefined ? [] : [[name, Number(values[name])]],
  );
  await script.run(stage, (ms) => sleep(ms), Object.fromEntries(chosen));
  process.stdout.write(`${script.name}: done\n`);
}

const { values, positionals } = parse();
const flags: Readonly<Record<string, unknown>> = values;
const text = (name: string): string | undefined => (typeof flags[name] === 'string' ? flags[name] : undefined);
if (flags.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [scriptName] = positionals;
const script = scriptName === undefined ? undefined : scripts[scriptName];
if (scriptName !== undefined && !script) complain(`There is no script "${scriptName}".`);
const preset = Object.entries(limitPresets).find(([name]) => name === (text('limits') ?? 'off'))?.[1];
if (!preset) complain(`There is no limits preset "${text('limits')}".`);
const token = text('token');
if (token !== undefined && !/^\d+:[\w-]+$/.test(token)) complain('A token looks like 123456:letters-and-digits.');
const port = Number(text('port') ?? 8090);
if (!Number.isInteger(port) || port < 0 || port > 65_535) complain('A port is a number from 0 to 65535.');

// A bot that remembers update ids across restarts must not take new ones for old; Telegram's fit 32 bits.
const world = new World({ firstUpdateId: Date.now() % 2 ** 31 });
const username = text('username');
const stage = seed(world, { company: true, ...(token ? { token } : {}), ...(username ? { username } : {}) });
world.telegram.limits.rules = preset;
const server = await createSimulatorServer(world, { port, routes: [pageRoute(world, PAGE)] }).catch((error: unknown) =>
  complain(`Cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`),
);
process.stdout.write(`Simulated Telegram at ${server.url} (this machine only; open it in a browser to be its people)
  bot token   ${stage.bot.token}
  owner       ${stage.owner.id}
  group       ${stage.group.id}
  log channel ${stage.log.id}
`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
if (script) await play(script, stage, flags);
