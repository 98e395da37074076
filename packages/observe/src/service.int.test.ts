import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** The fields of the line with this event, when it comes. */
  line(event: string): Promise<Record<string, string>>;
  exitCode(): Promise<number | null>;
}

function run(behaviour: string, env: NodeJS.ProcessEnv = {}): Run {
  const args = ['--import', path('../otel.mjs'), path('fixtures/service.ts'), behaviour];
  const child = spawn('node', args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const listener of waiting) listener(line);
    });
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    child,
    output: () => lines.join('\n'),
    line: (event) =>
      new Promise((resolve) => {
        const look = (line: string) => line.includes(`"${event}"`) && resolve(JSON.parse(line));
        waiting.add(look);
        lines.forEach(look);
      }),
    exitCode: async () => (await closed)[0],
  };
}

describe('runService', () => {
  it('prints what is wrong with its settings and exits 1', async () => {
    const service = run('misconfigured');
    expect(await service.exitCode()).toBe(1);
    expect(service.output()).toBe('fixture: HTTP_PORT: expected a port, got "many"');
  });

  it.each(['failing', 'crashing'])('%s: logs without secrets and exits 1', async (behaviour) => {
    const service = run(behaviour);
    expect(await service.exitCode()).toBe(1);
    expect(service.output()).toContain('[REDACTED]');
    expect(service.output()).not.toContain('s3cret-value');
  });

  it('serves its monitor, then finishes and exits 0 on SIGTERM', async () => {
    const service = run('healthy');
    const { url } = await service.line('started');
    await service.line('ready');
    const get = (where: string, headers = {}) => fetch(`${url}${where}`, { headers });
    expect((await get('/livez')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    expect((await get('/metrics')).status).toBe(401);
    const metrics = await get('/metrics', { authorization: 'Bearer scraper' });
    expect(await metrics.text()).toContain('alita_build_info{version=');
    expect((await get('/elsewhere')).status).toBe(404);

    service.child.kill('SIGTERM');
    await service.line('stopping');
    expect(await (await get('/readyz')).text()).toBe('draining');
    expect(await service.exitCode()).toBe(0);
  });

  it('exits at once on a second signal', async () => {
    const service = run('stubborn');
    await service.line('ready');
    service.child.kill('SIGINT');
    await service.line('stopping');
    service.child.kill('SIGINT');
    expect(await service.exitCode()).toBe(130);
  });

  it('records traces only when an exporter is configured', async () => {
    const off = run('healthy');
    expect(await off.line('started')).not.toHaveProperty('trace');
    const on = run('healthy', { OTEL_EXPORTER_CONSOLE: 'true' });
    expect(await on.line('started')).toHaveProperty('trace', expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-01$/));
    for (const service of [off, on]) {
      await service.line('ready');
      service.child.kill('SIGTERM');
      expect(await service.exitCode()).toBe(0);
    }
    expect(on.output()).toContain("name: 'start'");
  });
});
