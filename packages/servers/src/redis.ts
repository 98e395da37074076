import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startContainer } from './docker.ts';
import { freePort } from './free-port.ts';
import { type RedisBinary, redisFromDebian, redisOnPath } from './redis-binary.ts';
import { run } from './run.ts';
import { type BringUpOptions, firstThatWorks, given, type Server } from './server.ts';
import { throwawayFolder } from './throwaway.ts';

const IMAGE = 'redis:7.4-alpine';
const ADVICE = 'Install redis-server (apt install redis-server, brew install redis), or set REDIS_URL.';
/** Tests take a logical database each. */
const DATABASES = 256;

/** Finds or starts a Redis that never evicts; with a folder it keeps an append-only file, synced every second. */
export async function bringUpRedis(options: BringUpOptions): Promise<Server> {
  if (options.url) return given(options.url);
  const { folder, cacheFolder } = options;
  return await firstThatWorks(
    'Redis',
    ADVICE,
    [
      { source: 'path', bringUp: async () => await startProcess(await redisOnPath(), folder) },
      { source: 'debian', bringUp: async () => await startProcess(await redisFromDebian(cacheFolder), folder) },
      { source: 'docker', bringUp: async () => await startInDocker(folder) },
    ],
    options.log,
  );
}

/**
 * Starts a throwaway Redis Cluster of this many primaries on this machine.
 * @returns the nodes' URLs, separated by commas
 */
export async function bringUpRedisCluster(cacheFolder: string, primaries = 3): Promise<Server> {
  const binary = await redisOnPath().catch(() => redisFromDebian(cacheFolder));
  const nodes: { url: string; bus: number; stop: () => Promise<void> }[] = [];
  for (let number = 0; number < primaries; number += 1) {
    const bus = await freePort();
    const cluster = ['--cluster-enabled', 'yes', '--cluster-port', String(bus), '--cluster-node-timeout', '2000'];
    nodes.push({ ...(await startProcess(binary, undefined, cluster)), bus });
  }
  const portOf = ({ url }: { url: string }) => Number(new URL(url).port);
  for (const [number, node] of nodes.entries()) {
    const bound = (at: number) => Math.floor((at * 16_384) / primaries);
    await ask(portOf(node), async (redis) => {
      await redis.cluster('ADDSLOTSRANGE', bound(number), bound(number + 1) - 1);
      for (const other of nodes) await redis.call('CLUSTER', 'MEET', '127.0.0.1', portOf(other), other.bus);
    });
  }
  for (const node of nodes) {
    const isWhole = (info: unknown) =>
      /cluster_state:ok/.test(String(info)) && String(info).includes(`cluster_size:${primaries}\r`);
    while (!isWhole(await ask(portOf(node), (redis) => redis.cluster('INFO')))) await sleep(50);
  }
  return {
    url: nodes.map(({ url }) => url).join(','),
    source: 'path',
    stop: async () => void (await Promise.all(nodes.map((node) => node.stop()))),
  };
}

function settings(durable: boolean): string[] {
  const persistence = durable ? ['--appendonly', 'yes', '--appendfsync', 'everysec'] : ['--appendonly', 'no'];
  return [...persistence, '--save', '', '--maxmemory-policy', 'noeviction', '--databases', String(DATABASES)];
}

async function startProcess({ path, env }: RedisBinary, wanted: string | undefined, more: readonly string[] = []) {
  const folder = wanted ?? (await throwawayFolder('redis', endRunning));
  await mkdir(folder, { recursive: true });
  const stop = async () => {
    await endRunning(folder);
    if (wanted === undefined) await rm(folder, { recursive: true, force: true });
  };
  const running = await portOfRunning(folder);
  if (running !== undefined) return { url: urlOf(running), stop };

  const port = await freePort();
  // A daemon: Ctrl-C in the terminal must not end it before those who still write to it.
  const place = ['--daemonize', 'yes', '--dir', folder, '--logfile', join(folder, 'redis.log')];
  const network = ['--port', String(port), '--bind', '127.0.0.1'];
  await run(path, [...network, ...place, ...settings(wanted !== undefined), ...more], { env });
  await writeFile(join(folder, 'port'), String(port));
  for (let waited = 0; (await portOfRunning(folder)) === undefined; waited += 50) {
    if (waited > 30_000) throw new Error(`${path} did not get ready; see ${join(folder, 'redis.log')}`);
    await sleep(50);
  }
  return { url: urlOf(port), stop };
}

async function startInDocker(folder: string | undefined) {
  const container = await startContainer({
    image: IMAGE,
    port: 6379,
    command: ['redis-server', ...settings(folder !== undefined)],
    mount: folder === undefined ? undefined : { source: folder, target: '/data' },
  });
  return { url: `redis://${container.address}/0`, stop: container.stop };
}

const urlOf = (port: number): string => `redis://127.0.0.1:${port}/0`;

/** The port of the server that already works on this folder and has its data loaded. */
async function portOfRunning(folder: string): Promise<number | undefined> {
  const port = Number(await readFile(join(folder, 'port'), 'utf8').catch(() => ''));
  if (!port) return undefined;
  // Another server may have taken the port of one that died: only the folder tells.
  return await ask(port, async (redis) => {
    const [, dir] = (await redis.config('GET', 'dir')) as string[];
    const ready = (await redis.info('persistence')).includes('loading:0');
    return ready && dir === (await realpath(folder)) ? port : undefined;
  }).catch(() => undefined);
}

/** Ends the server of this folder, if one runs, and waits until it is gone; an append-only file is complete then. */
async function endRunning(folder: string): Promise<void> {
  const port = await portOfRunning(folder);
  if (port === undefined) return;
  await ask(port, (redis) => redis.shutdown('NOSAVE')).catch(() => {});
  while ((await portOfRunning(folder)) !== undefined) await sleep(20);
}

async function ask<T>(port: number, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    retryStrategy: () => null,
    disconnectTimeout: 50,
  });
  redis.on('error', () => {}); // the promise below tells the same
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}
