import { describe, expect, it, jest } from '@jest/globals';
import { silentLogger } from './logger.ts';
import { observeMailboxes } from './mailbox-events.ts';
import { createMetrics } from './metrics.ts';

describe('observeMailboxes', () => {
  it('counts what happens and logs trouble, without what people wrote', async () => {
    const error = jest.fn();
    const metrics = createMetrics('worker');
    const observe = observeMailboxes({ ...silentLogger, error }, metrics);
    const item = { id: 'u1', kind: 'update', body: { text: 'private' } };
    observe({ name: 'failed', queue: 'in', key: '42.-100', item, attempt: 1, error: new Error('bug') });
    observe({ name: 'parked', queue: 'in', key: '42.-100', error: new Error('bug') });
    observe({ name: 'rearmed', queue: 'in', keys: 3 });
    expect(error.mock.calls[0]).toEqual([
      'mailbox-failed',
      { queue: 'in', key: '42.-100', item: 'u1', kind: 'update', attempt: 1, error: new Error('bug') },
    ]);
    const exposed = await metrics.expose();
    expect(exposed).toContain('alita_mailbox_parked_total{queue="in",service="worker",instance="worker"} 1');
    expect(exposed).toContain('alita_mailbox_rearmed_total{queue="in",service="worker",instance="worker"} 3');
  });
});
