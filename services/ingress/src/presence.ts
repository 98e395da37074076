import { ContinuationItem, type Mailboxes, mailboxKey } from '@alita/queues';
import type { RedisClient } from '@alita/redis';

export interface PresenceOptions {
  readonly mailboxes: Pick<Mailboxes, 'push' | 'instances' | 'process'>;
  readonly redis: RedisClient;
  /** Where the version that runs is kept while there is an ingress. */
  readonly key: string;
  readonly botId: number;
  readonly version: string;
  readonly mode: 'polling' | 'webhook';
}

/** A process that is started again this soon is not news. */
const AWAY_MS = 600_000;

/** Tells the workers, who tell people, that the system came up: once, however many processes it has and lose. */
export function createPresence({ mailboxes, redis, key, botId, version, mode }: PresenceOptions) {
  const keep = () => redis.set(key, version, 'PX', AWAY_MS);
  return {
    /** For the one that leads. News is that nobody was there, or another version. */
    async tell(): Promise<boolean> {
      if ((await redis.get(key)) === version) return false;
      const ms = Date.now();
      const body = { name: 'notice.started', data: { mode }, outcome: { ok: true } };
      const item = ContinuationItem.make({ id: `started:${version}:${ms}`, ms, body });
      await mailboxes.push('in', [{ key: mailboxKey(botId, 0), item }]);
      await keep();
      return true;
    },
    /** Once in a while, so that a restart is no news. */
    remain: () => redis.pexpire(key, AWAY_MS),
    /** After a stop in order of the last one, the next start is news. */
    async leave(): Promise<void> {
      const others = (await mailboxes.instances()).filter(
        (instance) => instance.service === 'ingress' && instance.process !== mailboxes.process,
      );
      if (others.length === 0) await redis.del(key);
    },
  };
}
