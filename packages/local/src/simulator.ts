import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Line, type Supervised, supervise } from './supervised.ts';

/** Who is who in the simulated Telegram. */
export const Scene = z.object({
  url: z.string(),
  token: z.string(),
  ownerId: z.number(),
  memberId: z.number(),
  groupId: z.number(),
  dumpId: z.number(),
});
export type Scene = z.infer<typeof Scene>;

/** Starts the simulated Telegram as a process of its own. */
export async function startSimulator(
  port: number,
  onLine: (line: Line) => void,
): Promise<{ process: Supervised; scene: Scene }> {
  const supervised = supervise({
    name: 'telegram',
    script: fileURLToPath(new URL('simulator-main.ts', import.meta.url)),
    args: [String(port)],
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: process.env,
    onLine,
  });
  return { process: supervised, scene: Scene.parse(await supervised.ready) };
}
