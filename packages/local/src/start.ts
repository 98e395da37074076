import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gateway, ingress, readConfig, sender, understand, worker } from '@alita/config';
import { migrate } from '@alita/db';
import { bringUpPostgres, bringUpRedis } from '@alita/servers';
import { seedIds, seedToken } from '@alita/simulator';
import { takeDataFolder } from './data-folder.ts';
import { usualPort } from './ports.ts';
import { createPrinter, table } from './print.ts';
import { type Scene, startSimulator } from './simulator.ts';
import { startSystem } from './system.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HELP = `
Runs the whole bot on this machine: PostgreSQL, Redis, the four services and,
without BOT_TOKEN, a simulated Telegram.

  npm start               everything, data kept in .data/start
  npm start -- --fresh    the same with empty data
  npm start -- --help     this text

Set in the environment or in .env (all variables: .env.example):
  BOT_TOKEN, OWNER_ID, MESSAGE_DUMP    a real bot instead of the simulated one
  API_SERVER                           another Bot API server than Telegram's
  DATABASE_URL                         your PostgreSQL instead of the embedded one
  REDIS_ADDRESS or REDIS_URL           your Redis instead of the embedded one
  HTTP_PORT, GATEWAY_PORT              other ports than 8080 and the one after it
`;

/** What is run at the end, last added first. */
const stops: (() => Promise<unknown>)[] = [];
const print = (text: string): void => void process.stdout.write(text);
const say = (text: string): void => print(`\u001b[1m${text}\u001b[0m\n`);

/** Finds all that is wrong with the operator's settings before anything is started. @throws ConfigError */
function checkSettings(env: NodeJS.ProcessEnv) {
  const simulated = { BOT_TOKEN: seedToken, OWNER_ID: String(seedIds.owner), MESSAGE_DUMP: String(seedIds.log) };
  const embedded = { DATABASE_URL: 'postgresql://localhost/alita', REDIS_URL: 'redis://localhost' };
  const languages = env.ENABLED_LOCALES?.split(',').map((language) => language.trim()) ?? [];
  const filled = { ...embedded, ...(!env.BOT_TOKEN && simulated), ...env };
  return readConfig([...ingress, ...sender, ...worker(languages), ...gateway], { env: filled, file: '' });
}

async function bringUp(env: NodeJS.ProcessEnv, folder: string) {
  const shared = { cacheFolder: join(ROOT, '.data/cache') };
  const redisGiven = env.REDIS_URL || env.REDIS_ADDRESS;
  const [postgres, redis] = await Promise.all([
    bringUpPostgres({ ...shared, url: env.DATABASE_URL || undefined, folder: join(folder, 'postgres') }),
    redisGiven ? undefined : bringUpRedis({ ...shared, folder: join(folder, 'redis') }),
  ]);
  stops.push(() => Promise.all([postgres.stop(), redis?.stop()]));
  const applied = await migrate(postgres.url);
  say(`PostgreSQL (${postgres.source}), Redis (${redis?.source ?? 'given'}), ${applied.length} migrations applied`);
  return { DATABASE_URL: postgres.url, ...(redis && { REDIS_URL: redis.url }) };
}

async function start(given: NodeJS.ProcessEnv, fresh: boolean): Promise<void> {
  // said here, once; what the services are given warns them of nothing
  const { env, warnings } = understand(given);
  for (const warning of warnings) say(warning);
  const { config } = checkSettings(env);
  const path = join(ROOT, '.data/start');
  const folder = await takeDataFolder(path);
  stops.push(() => folder.release());
  if (fresh)
    await Promise.all(['postgres', 'redis'].map((data) => rm(join(path, data), { recursive: true, force: true })));

  const password = env.GATEWAY_PASSWORD || randomBytes(9).toString('base64url');
  const secrets = [env.BOT_TOKEN, env.REDIS_PASSWORD, env.WEBHOOK_SECRET, env.METRICS_AUTH_TOKEN];
  const onLine = createPrinter(
    secrets.flatMap((secret) => secret ?? []),
    print,
  );
  const [servers, simulated, httpPort] = await Promise.all([
    bringUp(env, path),
    env.BOT_TOKEN ? undefined : startSimulator(await usualPort(8090), onLine),
    env.HTTP_PORT || env.PORT || usualPort(8080).then(String),
  ]);
  if (simulated) stops.push(() => simulated.process.stop());
  const gatewayPort = env.GATEWAY_PORT || String(await usualPort(Number(httpPort) + 1));

  const system = await startSystem({
    env: {
      ...env,
      ...servers,
      ...(simulated && standIns(simulated.scene, env)),
      HTTP_PORT: httpPort,
      GATEWAY_PORT: gatewayPort,
      GATEWAY_PASSWORD: password,
    },
    onLine,
  });
  stops.push(() => system.stop());
  print(
    table([
      ...(simulated ? [['playground', simulated.scene.url, 'try the bot: open this in a browser']] : []),
      [
        'status page',
        system.gatewayUrl,
        `any user name, password ${env.GATEWAY_PASSWORD ? 'from GATEWAY_PASSWORD' : password}`,
      ],
      ['health', `${system.gatewayUrl}/health`, ''],
      ['metrics', `${system.gatewayUrl}/metrics`, ''],
      ['webhook', system.ingressUrl, config.webhook ? 'your proxy points here' : 'not used: the bot polls'],
      ['telegram', simulated?.scene.url ?? env.API_SERVER ?? 'https://api.telegram.org', simulated ? 'simulated' : ''],
      ['data', path, 'npm start -- --fresh wipes it'],
    ]),
  );
  say(
    simulated
      ? 'Open the playground to try it. Put BOT_TOKEN into .env to meet real people.'
      : 'Running. Send your bot /ping.',
  );
  say('Ctrl-C stops everything.\n');
}

/** Without a token everything the operator would know comes from the simulation. */
function standIns(scene: Scene, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    BOT_TOKEN: scene.token,
    API_SERVER: scene.url,
    OWNER_ID: env.OWNER_ID || String(scene.ownerId),
    MESSAGE_DUMP: env.MESSAGE_DUMP || String(scene.dumpId),
    // the simulation has no limits of its own to be obeyed
    SENDER_LIMITS: env.SENDER_LIMITS || 'off',
    NODE_ENV: env.NODE_ENV || 'development',
  };
}

let stopping: Promise<void> | undefined;

function stop(): Promise<void> {
  stopping ??= (async () => {
    for (let end = stops.pop(); end; end = stops.pop())
      await end().catch((error: unknown) => say(`While stopping: ${String(error)}`));
  })();
  return stopping;
}

/** What was asked for; undefined when it makes no sense, which is said. */
function readOptions() {
  try {
    return parseArgs({ options: { fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    say(`\n${error instanceof Error ? error.message.replace(/\. .*/s, '.') : String(error)}`);
    return undefined;
  }
}

const values = readOptions();
if (!values) process.exitCode = 2;
if (!values || values.help) print(HELP);
else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) return process.exit(130);
      say('\nStopping; once more to stop at once.');
      void stop().then(() => {
        say('Stopped.');
        process.exit(0);
      });
    });
  const dotenv = join(ROOT, '.env');
  if (existsSync(dotenv)) process.loadEnvFile(dotenv);
  try {
    await start(process.env, values.fresh ?? false);
  } catch (error) {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    await stop();
    process.exit(1);
  }
}
