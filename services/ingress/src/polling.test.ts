import { getEventListeners } from 'node:events';
import { silentLogger } from '@alita/observe';
import { Watermark } from '@alita/queues';
import type { ApiAnswer } from '@alita/telegram';
import { describe, expect, it } from '@jest/globals';
import { fakeMailboxes, fakeTelegram, message, ok, testMetrics } from './fixtures.ts';
import { createIntake } from './intake.ts';
import { poll } from './polling.ts';

const refusal = (error_code: number, more = {}): ApiAnswer => ({ ok: false, error_code, description: 'no', ...more });
const hang = () => new Promise<ApiAnswer>(() => {});

function polling(updates: Parameters<typeof fakeTelegram>[0] = {}, mailboxes = fakeMailboxes(), dropPending = false) {
  const stopping = new AbortController();
  const telegram = fakeTelegram(updates);
  const metrics = testMetrics();
  const intake = createIntake({ mailboxes, botId: 42, metrics });
  const done = poll(
    { api: telegram.api, intake, logger: silentLogger, metrics, dropPending, backOff: () => 1 },
    stopping.signal,
  );
  return { telegram, mailboxes, done, stop: () => stopping.abort(), signal: stopping.signal };
}

/** A step that hangs, as a long poll does, and a promise of when it was reached. */
function lastStep() {
  const { promise: waited, resolve } = Promise.withResolvers<void>();
  function step() {
    resolve();
    return hang();
  }
  return { waited, step };
}

describe('poll', () => {
  it('confirms a batch only after it is stored, one push per batch', async () => {
    const end = lastStep();
    const { telegram, mailboxes, done, stop } = polling({
      getUpdates: [ok([message(10), message(11)]), ok([]), end.step],
    });
    await end.waited;
    stop();
    await done;
    expect(mailboxes.batches).toEqual([2]);
    expect(telegram.calls[0]).toMatchObject({ method: 'deleteWebhook', params: { drop_pending_updates: false } });
    expect(telegram.of('getUpdates').map(({ offset }) => offset)).toEqual([undefined, 12, 12]);
    expect(telegram.of('getUpdates')[0]).toMatchObject({ timeout: 30, limit: 100 });
    expect(telegram.of('getUpdates')[0]?.allowed_updates).toHaveLength(14);
  });

  it('leaves nothing behind, however often it polls', async () => {
    const end = lastStep();
    const { done, stop, signal } = polling({ getUpdates: [...Array.from({ length: 20 }, () => ok([])), end.step] });
    await end.waited;
    expect(getEventListeners(signal, 'abort').length).toBeLessThanOrEqual(1);
    stop();
    await done;
  });

  it('keeps a batch and stores it again while Redis is too full, confirming nothing', async () => {
    const end = lastStep();
    let refusals = 1;
    const mailboxes = fakeMailboxes(() => {
      if (refusals-- > 0) throw new Watermark('75 %');
      return 'accepted';
    });
    const { telegram, done, stop } = polling({ getUpdates: [ok([message(10)]), end.step] }, mailboxes);
    await end.waited;
    stop();
    await done;
    expect(mailboxes.entries).toHaveLength(1);
    expect(telegram.of('getUpdates')).toHaveLength(2);
  });

  it('stores stubs for a full mailbox and goes on', async () => {
    const end = lastStep();
    const { mailboxes, done, stop } = polling(
      { getUpdates: [ok([message(10)]), end.step] },
      fakeMailboxes(() => 'full'),
    );
    await end.waited;
    stop();
    await done;
    expect(mailboxes.entries).toMatchObject([{ force: true, item: { body: { message: { stub: 'text' } } } }]);
  });

  it('obeys a wait, survives a lost answer, then goes on', async () => {
    const end = lastStep();
    const steps = [refusal(429, { parameters: { retry_after: 0 } }), 'lost' as const, ok([message(1)]), end.step];
    const { mailboxes, done, stop } = polling({ getUpdates: steps });
    await end.waited;
    stop();
    await done;
    expect(mailboxes.entries).toHaveLength(1);
  });

  it('gives up its turn when another poller is met', async () => {
    const { telegram, done } = polling({ getUpdates: [refusal(409)] });
    await done;
    expect(telegram.of('getUpdates')).toHaveLength(1);
  });

  it('throws away what waits only when told to', async () => {
    const { telegram, done } = polling({ getUpdates: [refusal(409)] }, fakeMailboxes(), true);
    await done;
    expect(telegram.of('deleteWebhook')).toEqual([{ drop_pending_updates: true }]);
  });
});
