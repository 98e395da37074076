import { Ask } from '@alita/queues';
import { type ApiAnswer, NoAnswer } from '@alita/telegram';
import { describe, expect, it } from '@jest/globals';
import { createAskHandler } from './answer-ask.ts';
import { aDelivery, aDesk, done, NOW, refusal, scripted } from './fixtures.ts';

function asking(...script: (ApiAnswer | Error)[]) {
  const telegram = scripted(...script);
  const { desk, clock, answers } = aDesk(telegram.api);
  const handle = createAskHandler(desk);
  const body = { from: 'worker-1', until: NOW + 3_000, body: { method: 'getChatMember', params: { user_id: 5 } } };
  const item = Ask.make({ id: 'a', ms: NOW, body });
  return { ask: async () => handle(aDelivery({ queue: 'out-u', item })), clock, answers, calls: telegram.calls };
}

describe('an ask', () => {
  it('is answered with the outcome, within the time that is left', async () => {
    const { ask, answers, calls } = asking(done({ status: 'member' }));
    expect(await ask()).toEqual({});
    expect(answers).toMatchObject([{ ok: true, result: { status: 'member' } }]);
    expect(calls).toMatchObject([{ method: 'getChatMember', timeoutMs: 3_000 }]);
  });

  it('is answered with a refusal too', async () => {
    const { ask, answers } = asking(refusal(400, 'Bad Request: user not found'));
    await ask();
    expect(answers).toMatchObject([{ ok: false, refusal: 'user-unknown' }]);
  });

  it('that nobody waits for is not made', async () => {
    const { ask, answers, calls, clock } = asking();
    clock.now += 3_000;
    expect(await ask()).toEqual({});
    expect([answers, calls]).toEqual([[], []]);
  });

  it('is repeated soon while somebody waits, then answered as unknown', async () => {
    const { ask, answers, clock } = asking(new NoAnswer('ECONNRESET'));
    await expect(ask()).rejects.toMatchObject({ name: 'RetryLater', ms: 200 });
    clock.now += 2_900;
    expect(await ask()).toEqual({});
    expect(answers).toEqual([{ ok: false, refusal: 'unknown' }]);
  });

  it('is answered as unknown at once when Telegram wants a longer wait', async () => {
    const { ask, answers } = asking(refusal(429, 'Too Many Requests', { retry_after: 30 }));
    expect(await ask()).toEqual({});
    expect(answers).toEqual([{ ok: false, refusal: 'unknown' }]);
  });
});
