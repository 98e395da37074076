import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectRedis, type RedisClient } from '@alita/redis';
import { bringUpRedis } from '@alita/servers';
import type { Case, Stage } from '../stage.ts';

const cacheFolder = fileURLToPath(new URL('../../../../.data/cache', import.meta.url));
const BEFORE_MS = 4_000;
const BACKLOG_MS = 1_000;
const LOST_MS = 1_000;
const BETWEEN_MS = 10_000;

/**
 * A replica takes over that did not hear of its primary's last second; later it hands back, without a loss. What is lost
 * in that second is work: ingress stands still, because an update that only the dead primary knew of would be lost too.
 */
export const failover: Case = {
  name: 'redis-failover',
  title: 'Redis fails over to a replica that lost its last second, and back',
  // so many that a chat has one update at most in what is lost: of two, the earlier would be written twice
  chats: 400,
  people: 6,
  perSecond: 120,
  updates: 4_500,
  async disturb(stage) {
    const { rig, links } = stage;
    const home = await rig.servers.redis.up();
    const replica = await bringUpRedis({ cacheFolder });
    const away = replica.url;
    const [first, second] = [home, away].map((url) => connectRedis({ url, name: 'failover' }));
    if (!first || !second) throw new Error('two servers have two connections');
    try {
      await first.config('SET', 'repl-diskless-sync-delay', '0');
      await second.config('SET', 'repl-diskless-sync-delay', '0');
      await follow(second, home);
      await sleep(BEFORE_MS);

      const [worker, ingress] = [stage.one('worker'), stage.one('ingress')];
      worker.freeze();
      await sleep(BACKLOG_MS);
      ingress.freeze();
      await caughtUp(first);
      await stage.breaks(
        'failover that loses the last second',
        async () => {
          await second.replicaof('NO', 'ONE');
          worker.thaw();
          await sleep(LOST_MS);
          await leadTo(links, away, () => follow(first, away));
          ingress.thaw();
        },
        { losesSends: true },
      );

      await sleep(BETWEEN_MS);
      await stage.breaks(
        'failover that loses nothing',
        () =>
          leadTo(links, home, async () => {
            await caughtUp(second);
            await first.replicaof('NO', 'ONE');
          }),
        { losesSends: true },
      );
      await sleep(BEFORE_MS);
    } finally {
      first.disconnect();
      second.disconnect();
      await replica.stop();
    }
  },
};

/** Cuts everybody off, and lets them in at another server once `change` is done. */
async function leadTo({ redis }: Stage['links'], url: string, change: () => Promise<unknown>): Promise<void> {
  redis.cut();
  await change();
  redis.retarget(url);
  redis.mend();
}

async function follow(replica: RedisClient, primary: string): Promise<void> {
  const { hostname, port } = new URL(primary);
  await replica.replicaof(hostname, port);
  while (!(await replica.info('replication')).includes('master_link_status:up')) await sleep(20);
}

/** Waits until the one replica has heard of every write. */
async function caughtUp(primary: RedisClient): Promise<void> {
  await primary.set('alita:caught-up', '1', 'PX', 1_000);
  await primary.wait(1, 10_000);
}
