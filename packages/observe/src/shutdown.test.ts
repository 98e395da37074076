import { describe, expect, it } from '@jest/globals';
import { silentLogger } from './logger.ts';
import { createShutdown } from './shutdown.ts';

const never = () => new Promise<void>(() => {});

describe('createShutdown', () => {
  it('runs hooks last registered first, past failures and late ones', async () => {
    const order: string[] = [];
    const shutdown = createShutdown(silentLogger, { hookMs: 20 });
    shutdown.onStop('redis', () => order.push('redis'));
    shutdown.onStop('stuck', never);
    shutdown.onStop('broken', () => {
      order.push('broken');
      throw new Error('broken');
    });
    expect(await Promise.all([shutdown.run(), shutdown.run()])).toEqual([true, true]);
    expect(order).toEqual(['broken', 'redis']);
    expect(shutdown.signal.aborted).toBe(true);
  });

  it('gives up when the whole takes too long', async () => {
    const shutdown = createShutdown(silentLogger, { hookMs: 20, totalMs: 10 });
    shutdown.onStop('after', () => {});
    shutdown.onStop('stuck', never);
    expect(await shutdown.run()).toBe(false);
  });
});
