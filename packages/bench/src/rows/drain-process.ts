import { setTimeout as sleep } from 'node:timers/promises';
import { createMailboxes } from '@alita/queues';

/** A process that drains the `in` mailboxes with a handler that does nothing, after a pause: `<redis> <ms> <concurrency>`. */
const [redis = '', pause = '0', concurrency = '64'] = process.argv.slice(2);
const pauseMs = Number(pause);

const mailboxes = await createMailboxes({ redis, info: { service: 'drain', version: '0' } });
const draining = mailboxes.drain('in', async () => (pauseMs > 0 ? sleep(pauseMs, {}) : {}), {
  concurrency: Number(concurrency),
});
process.send?.('ready');

process.once('disconnect', () => {
  void draining
    .close()
    .then(() => mailboxes.close())
    .then(() => process.exit(0));
});
