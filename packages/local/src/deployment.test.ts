import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gateway, ingress, sender, worker } from '@alita/config';
import { createMetrics } from '@alita/observe';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SERVICES, type ServiceName } from './system.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesUnder = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json)$/.test(name));

interface Compose {
  services: Record<
    string,
    {
      environment?: Record<string, string>;
      depends_on?: Record<string, { condition?: string }>;
      configs?: { source: string; target: string }[];
    }
  >;
  configs: Record<string, { content: string }>;
}

describe('docker-compose.yml', () => {
  const { services, configs } = parse(read('docker-compose.yml'), { merge: true }) as Compose;

  it('starts every service once its servers are ready', () => {
    for (const name of SERVICES)
      expect(services[name]?.depends_on).toMatchObject({
        redis: { condition: 'service_healthy' },
        migrate: { condition: 'service_completed_successfully' },
      });
  });

  it('gives the token only to those that talk to Telegram', () => {
    const holders = Object.keys(services).filter((name) => services[name]?.environment?.BOT_TOKEN);
    expect(holders.sort()).toEqual(['ingress', 'sender']);
  });

  it('passes nothing on that no service reads', () => {
    const documented = read('.env.example');
    const own = ['POSTGRES_', 'GF_', 'TUNNEL_TOKEN', 'REDISCLI_AUTH'];
    const names = Object.values(services).flatMap(({ environment = {} }) => Object.keys(environment));
    const ours = names.filter((name) => !own.some((prefix) => name.startsWith(prefix)));
    expect(ours.filter((name) => !documented.includes(name))).toEqual([]);
  });

  it('passes on everything its services read, but what it decides itself', () => {
    const decided =
      /^(DATABASE_URL|PGPASSWORD|REDIS_|MAILBOX_SHARDS|NODE_ENV|MONITOR_|(HTTP_|GATEWAY_)?PORT$|AUTO_MIGRATE|MIGRATIONS_)/;
    const reads: Record<ServiceName, readonly { variables: object }[]> = {
      ingress,
      sender,
      worker: worker([]),
      gateway,
    };
    const missing = SERVICES.flatMap((name) => {
      const passed = Object.keys(services[name]?.environment ?? {});
      const own = reads[name].flatMap(({ variables }) => Object.keys(variables));
      return own.filter((variable) => !decided.test(variable) && !passed.includes(variable)).map((one) => [name, one]);
    });
    // two connections are enough for the gateway, whatever the workers take
    expect(missing.filter(([name, variable]) => !(name === 'gateway' && variable?.startsWith('DB_')))).toEqual([]);
  });

  it('puts no password into an address, where not every character may stand', () => {
    const values = Object.values(services).flatMap(({ environment = {} }) => Object.values(environment).map(String));
    expect(values.filter((value) => /:\/\/.*\$\{/.test(value))).toEqual([]);
  });

  it('gives Prometheus the token the gateway asks for, and never an empty file', () => {
    const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { authorization: { credentials_file: string } }[];
    };
    const [given] = services.prometheus?.configs ?? [];
    expect(given?.target).toBe(jobs[0]?.authorization.credentials_file);
    expect(configs[given?.source ?? '']?.content).toMatch(/^\$\{METRICS_AUTH_TOKEN:-\w+\}$/);
  });

  it('needs nothing that .env.example does not name', () => {
    const needed = [...read('docker-compose.yml').matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
    expect(needed.filter((name) => !read('.env.example').includes(`${name}=`))).toEqual([]);
  });

  const compose = [['docker', 'compose'], ['docker-compose']].find(
    ([command = '', ...args]) => spawnSync(command, [...args, 'version']).status === 0,
  );
  (compose ? it : it.skip)(`is understood by Compose${compose ? '' : ' (skipped: no Compose here)'}`, () => {
    const [command = '', ...args] = compose ?? [];
    const needed = ['BOT_TOKEN', 'OWNER_ID', 'MESSAGE_DUMP', 'REDIS_PASSWORD', 'POSTGRES_PASSWORD'];
    const env = { ...process.env, ...Object.fromEntries(needed.map((name) => [name, 'x'])) };
    const { status, stderr } = spawnSync(command, [...args, 'config', '--quiet'], { cwd: ROOT, env, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.anything()]);
  });
});

describe('deploy', () => {
  it('is well-formed', () => {
    for (const name of filesUnder('deploy')) expect(parse(read(join('deploy', name)))).toBeInstanceOf(Object);
    expect(parse(read('.github/workflows/ci.yml'))).toHaveProperty('jobs.check');
  });

  it('has a chapter for every alert, and none for others', () => {
    const { groups } = parse(read('deploy/prometheus/alerts.yml')) as {
      groups: { rules: { alert: string; annotations: { summary: string; runbook: string } }[] }[];
    };
    const rules = groups.flatMap((group) => group.rules);
    const chapters = [...read('docs/operations.md').matchAll(/^### (Alita\w+)\n\n\S/gm)].map(([, name = '']) => name);
    expect(rules.map(({ alert }) => alert)).toEqual(chapters);
    for (const { alert, annotations } of rules)
      expect(annotations).toMatchObject({
        summary: expect.any(String),
        runbook: `docs/operations.md#${alert.toLowerCase()}`,
      });
  });

  it('names only metrics the code exposes', async () => {
    const exposed = await createMetrics('test').expose();
    const used = filesUnder('deploy').flatMap((name) => read(join('deploy', name)).match(/\balita_[a-z_]+/g) ?? []);
    const unknown = used.filter((name) => !exposed.includes(`# TYPE ${name.replace(/_bucket$/, '')} `));
    expect(used.length).toBeGreaterThan(10);
    expect(unknown).toEqual([]);
  });
});
