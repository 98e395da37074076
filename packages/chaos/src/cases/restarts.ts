import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Mode } from '@alita/bench';
import { type System, type SystemOptions, startSystem, supervise } from '@alita/local';
import { freePort } from '@alita/servers';
import { type GatewayHealth, healthOf } from '../health.ts';
import type { Case, Stage } from '../stage.ts';

const LOAD = { chats: 100, people: 6, perSecond: 150, updates: 4_500 } as const;
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const NPM_START = fileURLToPath(new URL('../npm-start.ts', import.meta.url));

/** Every process is replaced in turn, each given the time it needs. */
const rolling = (mode: Mode): Case => ({
  name: `rolling-${mode}`,
  title: `every process is stopped in order and started again, one after another, by ${mode}`,
  ...LOAD,
  rig: { mode, replicas: { ingress: 2, worker: 2, sender: 2 } },
  async disturb(stage) {
    for (const process of stage.rig.system.processes) {
      await sleep(1_000);
      await stage.breaks(`restart ${process.name}`, async () => {
        process.kill('SIGTERM');
        await process.untilReady();
      });
    }
    await sleep(2_000);
  },
});

/** More workers come and go while people talk: nothing is lost, reordered or done twice on the way. */
const scale: Case = {
  name: 'scale',
  title: 'one worker becomes four and one again',
  ...LOAD,
  async disturb(stage) {
    const { env } = stage.rig;
    await sleep(4_000);
    const more = await startSystem({ env, replicas: { gateway: 0, ingress: 0, sender: 0, worker: 3 } });
    await sleep(6_000);
    const { services } = await healthOf(stage.rig);
    const workers = services.filter(({ service }) => service === 'worker').length;
    if (workers !== 4) stage.objects(`${workers} workers instead of 4`);
    await stage.breaks('three of four workers leave', () => more.stop());
    await sleep(4_000);
  },
};

/** The services under a supervisor of their own, which can be killed. */
async function startUnderNpm({ env, onLine = () => {} }: SystemOptions): Promise<System> {
  const gatewayPort = String(await freePort());
  const supervisor = supervise({
    name: 'supervisor',
    script: NPM_START,
    cwd: ROOT,
    env: { ...env, GATEWAY_PORT: gatewayPort },
    onLine,
  });
  await supervisor.ready;
  return {
    processes: [supervisor],
    of: () => [],
    ingressUrl: `http://127.0.0.1:${env.HTTP_PORT}`,
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
    stop: () => supervisor.stop(),
  };
}

/** What is wrong with a system of one process of each kind. */
function flaws({ status, missing, services }: GatewayHealth): string[] {
  return [
    ...(status === 'healthy' ? [] : [`${status} after its supervisor was killed; missing: ${missing.join(', ')}`]),
    ...(services.length === 4 ? [] : [`${services.length} processes live instead of 4`]),
  ];
}

async function killSupervisor(stage: Stage): Promise<void> {
  const [supervisor] = stage.rig.system.processes;
  if (!supervisor) return;
  for (let n = 0; n < 2; n++) {
    await sleep(5_000);
    const { restarts } = supervisor;
    await stage.breaks('kill -9 of the supervisor', () => {
      supervisor.kill();
      return supervisor.untilReady();
    });
    if (supervisor.restarts > restarts + 1) stage.objects(`it took ${supervisor.restarts - restarts} starts`);
  }
  await sleep(5_000);
  for (const flaw of flaws(await healthOf(stage.rig))) stage.objects(flaw);
}

const supervisor: Case = {
  name: 'supervisor',
  title:
    'kill -9 of what `npm start` runs, twice: its services end in order, and nothing is in the way of the next start',
  ...LOAD,
  perSecond: 100,
  updates: 3_000,
  rig: { start: startUnderNpm },
  disturb: killSupervisor,
};

export const restarts: readonly Case[] = [rolling('polling'), rolling('webhook'), scale, supervisor];
