import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { unpackPackages } from './debian.ts';

export interface RedisBinary {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

/** redis-server or valkey-server as installed on this machine. */
export async function redisOnPath(): Promise<RedisBinary> {
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      const runs = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return { path, env: process.env };
    }
  }
  throw new Error('neither redis-server nor valkey-server is on PATH');
}

/** redis-server from the distribution's packages, unpacked into the cache. */
export async function redisFromDebian(cacheFolder: string): Promise<RedisBinary> {
  const root = join(cacheFolder, `redis-${process.arch}`);
  await unpackPackages(['redis-server', 'redis-tools'], root);
  const libraries = join(root, 'usr', 'lib');
  const folders = (await readdir(libraries)).filter((name) => name.endsWith('-linux-gnu'));
  const LD_LIBRARY_PATH = folders.map((name) => join(libraries, name)).join(delimiter);
  return { path: join(root, 'usr', 'bin', 'redis-server'), env: { ...process.env, LD_LIBRARY_PATH } };
}
