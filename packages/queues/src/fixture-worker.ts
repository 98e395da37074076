import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { forkAlone } from './alone.ts';
import { CRASH_POINTS, type CrashPoint } from './crash-points.ts';
import { testMailboxes } from './fixture.ts';
import { handle } from './fixture-handler.ts';

// A worker process of the tests: `fixture-worker.ts <namespace> [point to end itself at]`.
const [namespace = '', point] = process.argv.slice(2);

subscribe(CRASH_POINTS, (message) => {
  const { point: reached } = message as CrashPoint;
  if (reached === point) process.kill(process.pid, 'SIGKILL');
});
const mailboxes = await testMailboxes(namespace, {
  observe: (event) => process.send?.({ event: { ...event, error: undefined } }),
});
process.on('message', (message) => {
  if (message === 'drain') {
    const runAlone = forkAlone({
      module: new URL('./fixture-alone.ts', import.meta.url),
      execArgv: ['--conditions=source'],
    });
    mailboxes.drain('in', handle, { runAlone, quantum: { items: 5, ms: 50 } });
  } else if (typeof message === 'object' && message && 'push' in message) {
    const { push } = message as { push: Parameters<typeof mailboxes.push>[1] };
    void mailboxes.push('in', push);
  }
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
await sleep(2 ** 30);
