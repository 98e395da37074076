import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit } from './commit.ts';
import type { Delivery } from './delivery.ts';
import { anItem } from './fixture.ts';

/** Echoes each item to the normal lane; `slow` ones take their time, `poison` kills whoever handles it. */
export async function handle({ item }: Delivery): Promise<Commit> {
  if (item.kind === 'poison') process.kill(process.pid, 'SIGKILL');
  if (item.kind === 'slow') await sleep(Number(item.body));
  return { push: [{ queue: 'out-n', item: anItem(item.id) }] };
}
