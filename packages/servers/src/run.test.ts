import { describe, expect, it } from '@jest/globals';
import { run } from './run.ts';

/** Holds up the event loop, as a busy machine does. */
function busy(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

describe('run', () => {
  it('answers all the output, also when the command ended before anybody listened', async () => {
    for (let n = 0; n < 20; n += 1) {
      const output = run('echo', ['1001']);
      busy(20);
      expect(await output).toBe('1001\n');
    }
  });

  it('does not wait for a server that the command leaves behind with its streams open', async () => {
    const began = performance.now();
    expect(await run('sh', ['-c', 'echo started; sleep 5 &'])).toBe('started\n');
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('rejects with the last of what was said', async () => {
    await expect(run('sh', ['-c', 'echo no room; exit 3'])).rejects.toThrow('sh ended with 3: no room');
  });
});
