import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createMailboxes, type Mailboxes, UpdateItem } from '@alita/queues';
import { connectRedis } from '@alita/redis';
import { bringUpServers } from '../rig/servers.ts';
import type { Figures, Row } from './row.ts';

const DRAIN = fileURLToPath(new URL('drain-process.ts', import.meta.url));
const CHATS = 500;
const BATCH = 100;
/** About what Telegram's update of a short message takes. */
const BODY = { update_id: 1, message: { text: 'x'.repeat(330) } };

interface MailboxLoad {
  readonly name: string;
  readonly title: string;
  readonly items: number;
  readonly workers: number;
  readonly pauseMs: number;
  readonly concurrency: number;
}

/** The mailbox alone: this process pushes, others drain; no Telegram, no database, no modules. */
function mailboxRow({ name, title, items, workers, pauseMs, concurrency }: MailboxLoad): Row {
  async function run(redisUrl: string, total: number): Promise<Figures> {
    const redis = connectRedis({ url: redisUrl, name: 'bench/servers' });
    await redis.flushdb();
    const mailboxes = await createMailboxes({ redis: redisUrl, info: { service: 'bench', version: '0' } });
    const drains = await Promise.all(
      Array.from({ length: workers }, () => startDrain([redisUrl, String(pauseMs), String(concurrency)])),
    );
    const began = Date.now();
    await pushAll(mailboxes, total);
    const left = () => redis.zcard('{alita:s0}:busy:in');
    while ((await left()) > 0) await sleep(5);
    const seconds = (Date.now() - began) / 1000;
    for (const drain of drains) drain.disconnect();
    await Promise.all(drains.map((drain) => once(drain, 'exit')));
    await mailboxes.close();
    redis.disconnect();
    return { 'updates/s': total / seconds };
  }
  return {
    name,
    title,
    async measure({ share, runs }) {
      const servers = await bringUpServers();
      try {
        const figures: Figures[] = [];
        for (let n = 0; n < runs; n++) figures.push(await run(servers.redisUrl, Math.round(items * share)));
        return figures;
      } finally {
        await servers.stop();
      }
    },
  };
}

async function pushAll(mailboxes: Mailboxes, total: number): Promise<void> {
  for (let n = 0; n < total; n += BATCH) {
    const entries = Array.from({ length: Math.min(BATCH, total - n) }, (_, i) => ({
      key: `7.${-1 - ((n + i) % CHATS)}`,
      item: UpdateItem.make({ id: `u${n + i}`, ms: Date.now(), body: BODY }),
    }));
    await mailboxes.push('in', entries);
  }
}

async function startDrain(args: readonly string[]): Promise<ChildProcess> {
  const child = fork(DRAIN, args, { execArgv: ['--conditions=source'] });
  await once(child, 'message');
  return child;
}

const calibration = mailboxRow({
  name: 'calibration',
  title: `the bare mailbox: ${CHATS} chats, one process pushes, one drains and does nothing`,
  items: 60_000,
  workers: 1,
  pauseMs: 0,
  concurrency: 64,
});

const scale = [1, 2, 3].map((workers) =>
  mailboxRow({
    name: `scale-${workers}`,
    title: `scale: ${workers} ${workers === 1 ? 'worker' : 'workers'} of 16 drains, each item takes 20 ms`,
    items: 3_000 * workers,
    workers,
    pauseMs: 20,
    concurrency: 16,
  }),
);

/** Rows over the mailbox alone. */
export const mailboxRows: readonly Row[] = [calibration, ...scale];
