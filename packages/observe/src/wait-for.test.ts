import { describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from './logger.ts';
import { StartupError } from './startup-error.ts';
import { waitFor } from './wait-for.ts';

describe('waitFor', () => {
  it('answers as soon as the server does, and says that it waits', async () => {
    const warn = jest.fn();
    let attempts = 0;
    const attempt = () => (++attempts < 4 ? Promise.reject(new Error('refused')) : Promise.resolve('connected'));
    const logger = { ...silentLogger, warn };
    expect(await waitFor('Redis', attempt, { logger, retryEveryMs: 5, sayEveryMs: 1 })).toBe('connected');
    expect(warn).toHaveBeenCalledWith(
      'waiting-for-server',
      expect.objectContaining({ server: 'Redis', reason: 'refused' }),
    );
  });

  it('does not wait for an attempt that hangs', async () => {
    let attempts = 0;
    const attempt = () => (++attempts === 1 ? new Promise<string>(() => {}) : Promise.resolve('connected'));
    expect(await waitFor('Redis', attempt, { logger: silentLogger, retryEveryMs: 5, attemptMs: 20 })).toBe('connected');
  });

  it('gives up after the time it has', async () => {
    const attempt = () => Promise.reject(new Error('refused'));
    const waiting = waitFor('PostgreSQL', attempt, { logger: silentLogger, totalMs: 20, retryEveryMs: 5 });
    await expect(waiting).rejects.toThrow(StartupError);
    await expect(waiting).rejects.toThrow(/PostgreSQL did not answer .*refused/);
  });
});
