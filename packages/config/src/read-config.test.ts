import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { envExample } from './env-example.ts';
import { ConfigError, type Env, gateway, ingress, readConfig, sender, understand, worker } from './index.ts';
import { everything } from './services.ts';

const TOKEN = '123456:AAtokenAAtokenAAtokenAAtokenAAtoken1';
const telegram = { BOT_TOKEN: TOKEN, REDIS_ADDRESS: 'redis:6379' };
const workerEnv = {
  OWNER_ID: '7',
  MESSAGE_DUMP: '-1001234567890',
  DATABASE_URL: 'postgresql://alita:pass%2Fword@db/alita',
  REDIS_ADDRESS: 'redis:6379',
};
const file = '/nowhere/.env';
const readIngress = (env: Env) => readConfig(ingress, { env: { ...telegram, ...env }, file }).config;
const readWorker = (env: Env) => readConfig(worker(['en', 'es']), { env: { ...workerEnv, ...env }, file }).config;
const readSender = (env: Env) => readConfig(sender, { env: { ...telegram, ...env }, file }).config;
const readGateway = (env: Env) => readConfig(gateway, { env: { ...workerEnv, ...env }, file }).config;

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('lists everything that is wrong at once, by name, with what is expected', () => {
    const env = {
      BOT_TOKEN: 'my-token',
      USE_WEBHOOKS: 'perhaps',
      WEBHOOK_DOMAIN: 'http://bot.example.org',
      WEBHOOK_SECRET: 'not allowed!',
      HTTP_PORT: '80a',
      OTEL_TRACES_SAMPLE_RATE: '2',
    };
    expect(problemsOf(() => readConfig(ingress, { env, file }))).toEqual([
      'BOT_TOKEN: expected a token as @BotFather gives it (digits, a colon, 35 characters)',
      'USE_WEBHOOKS: expected true or false, got "perhaps"',
      'WEBHOOK_DOMAIN: expected an https origin such as https://bot.example.org (no path, no trailing slash), got "http://bot.example.org"',
      'WEBHOOK_SECRET: expected 1 to 256 letters, digits, "_" or "-"',
      'HTTP_PORT: expected a whole number from 1 to 65535, got "80a"',
      'REDIS_ADDRESS: needed (or REDIS_URL). Host and port; REDIS_URL is ignored then. Several, separated by commas: nodes of a Redis Cluster.',
      'OTEL_TRACES_SAMPLE_RATE: expected a number from 0 to 1, got "2"',
    ]);
  });

  it('says what is missing and what it is', () => {
    const problems = problemsOf(() => readConfig(worker(['en']), { env: {}, file }));
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'OWNER_ID',
      'MESSAGE_DUMP',
      'DATABASE_URL',
      'REDIS_ADDRESS',
    ]);
    expect(problems[0]).toBe('OWNER_ID: needed. Your own user id: the highest staff level.');
  });

  it('names misspelt variables beside what is wrong, since one may be the other', () => {
    const env = { ...telegram, BOT_TOKEN: '', BOT_TOKN: TOKEN };
    expect(problemsOf(() => readConfig(ingress, { env, file }))).toEqual([
      'BOT_TOKEN: needed. The token of the bot. Only ingress and sender need it.',
      'BOT_TOKN is not a variable of this system; did you mean BOT_TOKEN?',
    ]);
  });

  it('never shows the value of a secret', () => {
    const env = { ...telegram, ...workerEnv, DATABASE_URL: 'mysql://u:hidden@h/d', REDIS_URL: 'http://:hidden@h' };
    const groups = [...worker(['en']), ...ingress];
    const problems = problemsOf(() => readConfig(groups, { env: { ...env, WEBHOOK_SECRET: 'hidden hidden' }, file }));
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('hidden');
  });

  it('takes a file, over which the environment wins, and trims quotes and blanks', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'config-')), '.env');
    writeFileSync(path, `BOT_TOKEN="${TOKEN}"\nREDIS_ADDRESS='redis:1'\nHTTP_PORT=1000\nDEBUG=yes # talk\n`);
    const { config } = readConfig(ingress, { env: { HTTP_PORT: ' 2000 ', DEBUG: '' }, file: path });
    expect(config).toMatchObject({ botToken: TOKEN, httpPort: 2000, level: 'debug', redisUrl: 'redis://redis:1/1' });
  });

  it('warns of misspelt, renamed and retired variables', () => {
    const env = { ...telegram, WEBHOOK_PORT: '9000', CACHE_WORKERS: '3', REDIS_PASSWROD: 'x', HOME: '/root' };
    const { config, warnings } = readConfig(ingress, { env, file });
    expect(config.httpPort).toBe(9000);
    expect(warnings).toEqual([
      'WEBHOOK_PORT is now called HTTP_PORT',
      'CACHE_WORKERS has no effect: the cache needs none',
      'REDIS_PASSWROD is not a variable of this system; did you mean REDIS_PASSWORD?',
    ]);
  });

  it('hands on an environment that warns no more', () => {
    const given = { ...telegram, WEBHOOK_PORT: '9000', CACHE_WORKERS: '3', DEBUGG: '1', HOME: '/root', EMPTY: '' };
    const { env, warnings } = understand(given);
    expect(env).toEqual({ ...telegram, HTTP_PORT: '9000', HOME: '/root' });
    expect(warnings).toHaveLength(3);
    expect(readConfig(ingress, { env, file }).warnings).toEqual([]);
  });

  it('lists what a log must not show, with the passwords inside of URLs', () => {
    const { secrets } = readConfig(gateway, {
      env: { ...workerEnv, GATEWAY_PASSWORD: 'open sesame', REDIS_URL: 'redis://:inner@h', PGPASSWORD: 'p@rt' },
      file,
    });
    expect(secrets).toEqual(
      expect.arrayContaining([workerEnv.DATABASE_URL, 'pass%2Fword', 'pass/word', 'open sesame', 'inner', 'p@rt']),
    );
  });

  it('gives the token to ingress and sender alone', () => {
    const withToken = Object.entries({ ingress, sender, worker: worker(['en']), gateway }).filter(([, groups]) =>
      groups.some(({ variables }) => 'BOT_TOKEN' in variables),
    );
    expect(withToken.map(([name]) => name)).toEqual(['ingress', 'sender']);
  });
});

describe('values', () => {
  it.each([
    [{ REDIS_ADDRESS: 'h:1' }, 'redis://h:1/1'],
    [{ REDIS_ADDRESS: 'h:1', REDIS_URL: 'rediss://u:p@other:2/3' }, 'redis://h:1/1'],
    [{ REDIS_ADDRESS: 'h:1', REDIS_PASSWORD: 'p@ss', REDIS_DB: '0' }, 'redis://:p%40ss@h:1/0'],
    [{ REDIS_ADDRESS: '', REDIS_URL: 'rediss://u:p@h:2' }, 'rediss://u:p@h:2/0'],
    [{ REDIS_ADDRESS: '', REDIS_URL: 'redis://u:p@h:2/3' }, 'redis://u:p@h:2/3'],
    [{ REDIS_ADDRESS: '', REDIS_URL: 'redis://u:p@h/3', REDIS_PASSWORD: 'q', REDIS_DB: '5' }, 'redis://u:q@h/5'],
    [{ REDIS_ADDRESS: '', NODE_ENV: 'development' }, 'redis://localhost:6379/1'],
    [{ REDIS_ADDRESS: 'a:1,b:2', REDIS_PASSWORD: 'p' }, 'redis://:p@a:1/0,redis://:p@b:2/0'],
  ])('Redis: %j', (env, url) => {
    expect(readIngress(env).redisUrl).toBe(url);
  });

  it.each([
    [{}, 8080, 8081],
    [{ PORT: '3000' }, 3000, 3001],
    [{ PORT: '3000', HTTP_PORT: '4000' }, 4000, 4001],
    [{ HTTP_PORT: '4000', GATEWAY_PORT: '9000' }, 4000, 9000],
    [{ HTTP_PORT: '65535' }, 65_535, 65_534],
  ])('ports: %j', (env, httpPort, gatewayPort) => {
    expect(readGateway(env)).toMatchObject({ httpPort, gatewayPort });
  });

  it.each([
    [{}, 'https://api.telegram.org'],
    [{ API_SERVER: 'http://127.0.0.1:8081/' }, 'http://127.0.0.1:8081'],
    [{ API_SERVER: 'https://user:pass@bots.example.org/prefix//?q=1#f' }, 'https://bots.example.org/prefix'],
  ])('API server: %j', (env, apiServer) => {
    expect(readSender(env)).toMatchObject({ apiServer, botToken: TOKEN, botId: 123456 });
  });

  it.each([
    [{}, undefined],
    [{ WEBHOOK_DOMAIN: 'https://b.example', WEBHOOK_SECRET: 's' }, undefined],
    [{ USE_WEBHOOKS: 'on', WEBHOOK_DOMAIN: 'https://b.example', WEBHOOK_SECRET: 's_-1' }, 'https://b.example'],
    [{ USE_WEBHOOKS: '1', WEBHOOK_DOMAIN: 'http://127.0.0.1:8080', WEBHOOK_SECRET: 's' }, 'http://127.0.0.1:8080'],
  ])('webhook: %j', (env, domain) => {
    expect(readIngress(env).webhook?.domain).toBe(domain);
  });

  it('needs domain and secret with webhooks', () => {
    expect(problemsOf(() => readIngress({ USE_WEBHOOKS: 'true' }))).toEqual([
      expect.stringMatching(/^WEBHOOK_DOMAIN: needed\. .*Needed with USE_WEBHOOKS\./),
      expect.stringMatching(/^WEBHOOK_SECRET: needed\. .*Needed with USE_WEBHOOKS\./),
    ]);
  });

  it.each([
    ['WEBHOOK_DOMAIN', 'https://b.example/'],
    ['WEBHOOK_DOMAIN', 'https://b.example/path'],
    ['WEBHOOK_DOMAIN', 'b.example'],
    ['API_SERVER', 'ftp://b.example'],
    ['REDIS_DB', '16'],
    ['REDIS_DB', '1.5'],
    ['HTTP_PORT', '0'],
    ['DEBUG', 'maybe'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4317'],
  ])('%s refuses %s', (name, value) => {
    expect(problemsOf(() => readIngress({ [name]: value }))).toEqual([expect.stringMatching(`^${name}: expected`)]);
  });

  it.each([
    ['OWNER_ID', '0'],
    ['OWNER_ID', '99999999999999999999'],
    ['MESSAGE_DUMP', '1001234567890'],
    ['ENABLED_LOCALES', 'en,xx'],
    ['WORKER_POOL_SIZE', '51'],
    ['DB_MAX_OPEN_CONNS', '0'],
  ])('%s refuses %s', (name, value) => {
    expect(problemsOf(() => readWorker({ [name]: value }))).toEqual([expect.stringMatching(`^${name}: expected`)]);
  });

  it('languages are all that are shipped unless some are named', () => {
    expect(readWorker({}).locales).toEqual(['en', 'es']);
    expect(readWorker({ ENABLED_LOCALES: 'es , en,' }).locales).toEqual(['en', 'es']);
    expect(readWorker({ ENABLED_LOCALES: 'es' }).locales).toEqual(['es']);
  });

  it('limits are Telegram’s published ones, others, or none', () => {
    expect(readSender({}).paces?.group).toEqual({ burst: 20, everyMs: 3000 });
    expect(readSender({ SENDER_GROUP_RPM: '60', SENDER_GROUP_BURST: '5' }).paces?.group).toEqual({
      burst: 5,
      everyMs: 1000,
    });
    expect(readSender({ SENDER_LIMITS: 'off' }).paces).toBeUndefined();
  });
});

describe('.env.example', () => {
  it('is what the schemas say (npm run env-example writes it)', () => {
    expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(envExample());
  });

  it('knows every group of every service', () => {
    const titles = everything.map(({ title }) => title);
    for (const { title } of [...ingress, ...sender, ...worker(['en']), ...gateway]) expect(titles).toContain(title);
  });

  it('describes every variable', () => {
    const undescribed = everything.flatMap(({ variables }) =>
      Object.entries(variables).filter(([, variable]) => !variable.meta()?.description),
    );
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });
});
