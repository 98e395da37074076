import { createServer } from 'node:net';
import { freePort } from '@alita/servers';

/** Whether nobody listens on a port, on any address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });
}

/** The usual port when it is free, else any that is. */
export async function usualPort(usual: number): Promise<number> {
  return (await isFree(usual)) ? usual : freePort();
}
