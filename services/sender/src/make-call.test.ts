import { type Call, outOfReach, SILENCE } from '@alita/kit';
import type { Commit, Delivery, Handler } from '@alita/queues';
import { type ApiAnswer, NoAnswer } from '@alita/telegram';
import { describe, expect, it } from '@jest/globals';
import {
  aCall,
  aDeletion,
  aDelivery,
  aDesk,
  anItem,
  BOT,
  CHAT,
  done,
  NOW,
  next,
  refusal,
  scripted,
} from './fixtures.ts';
import { createCallHandler } from './make-call.ts';

function sending(...answers: (ApiAnswer | Error)[]) {
  const telegram = scripted(...answers);
  const { desk, clock, log } = aDesk(telegram.api);
  const handle = createCallHandler(desk);
  const make = (call: Call, delivery: Partial<Delivery> = {}): Promise<Commit> =>
    Promise.resolve(handle(aDelivery({ item: anItem(call), ...delivery })));
  return { make, handle, clock, log, calls: telegram.calls };
}

const KICKED = refusal(403, 'Forbidden: bot was kicked from the supergroup chat');
const FLOOD = refusal(429, 'Too Many Requests: retry after 5', { retry_after: 5 });

describe('a call', () => {
  it('is made when everything before it is committed and the mailbox is still ours', async () => {
    const { handle, calls } = sending(done({ message_id: 9 }));
    const delivery = aDelivery({ item: anItem(aCall({ ref: 'u1:1' })) });
    const commit = await handle(delivery);
    expect(delivery.asked).toEqual(['settle', 'hold']);
    expect(calls).toMatchObject([{ method: 'sendMessage', params: { text: 'x' } }]);
    expect(commit).toMatchObject({ took: 1, refs: [{ id: 'u1:1', value: 9 }] });
  });

  it('is followed by calls in its own lanes and continuations in the mailboxes they name', async () => {
    const { make } = sending(done());
    const call = aDeletion(5, {
      ok: [{ call: aCall() }, { call: aCall({ chat: 8 }) }, next('warns.done'), next('kit.told', 8)],
    });
    const { push, post } = await make(call, { item: { ...anItem(call), id: 'u1', trace: 'trace' } });
    expect(push).toMatchObject([
      { queue: 'out-n', item: { id: 'u1.0', kind: 'call', trace: 'trace' } },
      { queue: 'in', item: { id: 'u1.2', kind: 'continuation', body: { name: 'warns.done', outcome: { ok: true } } } },
    ]);
    expect(post).toMatchObject([
      { queue: 'out-n', key: `${BOT}.8`, item: { id: 'u1.1' } },
      { queue: 'in', key: `${BOT}.8`, item: { id: 'u1.3' } },
    ]);
  });

  it('that is refused takes the branch for the reason, and is logged once', async () => {
    const { make, log } = sending(refusal(400, 'Bad Request: user is an administrator of the chat'));
    const call = aCall({
      method: 'banChatMember',
      refused: { 'is-admin': [next('bans.admin')] },
      otherwise: [next('kit.x')],
    });
    expect((await make(call)).push).toMatchObject([
      { item: { body: { name: 'bans.admin', outcome: { refusal: 'is-admin' } } } },
    ]);
    expect(log).toMatchObject([
      { event: 'call-failed', fields: { method: 'banChatMember', refusal: 'is-admin', code: 400 } },
    ]);
  });

  it('that came too late is not made', async () => {
    const { make, calls } = sending();
    const late = aCall({ expiresAt: NOW, otherwise: [next('kit.late')] });
    expect((await make(late)).push).toMatchObject([{ item: { body: { outcome: { refusal: 'expired' } } } }]);
    expect((await make(late, { begun: true })).push).toMatchObject([
      { item: { body: { outcome: { refusal: 'unknown' } } } },
    ]);
    expect(calls).toEqual([]);
  });
});

describe('what decides nothing', () => {
  it('429 rests the chat for its class, not for others', async () => {
    const { make, calls, clock } = sending(FLOOD, done());
    await expect(make(aCall())).rejects.toMatchObject({ name: 'RetryLater', ms: 5_250 });
    await expect(make(aCall())).rejects.toMatchObject({ name: 'RetryLater' });
    expect(calls).toHaveLength(1);
    await make(aCall({ chat: 8 }));
    await make(aDeletion(5));
    expect(calls).toHaveLength(3);
    clock.now += 6_000;
    await make(aCall());
    expect(calls).toHaveLength(4);
  });

  it('network trouble and 5xx are tried again, later each time, until the call expires', async () => {
    const { handle, clock, calls } = sending(new NoAnswer('ECONNRESET'), refusal(502, 'Bad Gateway'));
    const delivery = aDelivery({ item: anItem(aCall({ expiresAt: NOW + 2_500, otherwise: [next('kit.x')] })) });
    const pauses: unknown[] = [];
    const attempt = () => Promise.resolve(handle(delivery)).catch((error: { ms: number }) => error.ms);
    pauses.push(await attempt(), await attempt());
    expect(pauses[0]).toBeLessThanOrEqual(1_200);
    expect(pauses[1]).toBeGreaterThanOrEqual(1_600);
    clock.now += 2_500;
    expect(await attempt()).toMatchObject({ push: [{ item: { body: { outcome: { refusal: 'unknown' } } } }] });
    expect(calls).toHaveLength(2);
  });

  it('a moderation call is tried for an hour', async () => {
    const { make, clock } = sending(refusal(500, 'Internal Server Error'));
    const call = aDeletion(5);
    await expect(make(call)).rejects.toMatchObject({ name: 'RetryLater' });
    clock.now += 3_700_000;
    expect(await make(call)).toMatchObject({ took: 1 });
  });
});

describe('a chat that is gone', () => {
  it('is told to its mailbox once and gets none of the chatter that was on its way', async () => {
    const { make, calls, clock } = sending(KICKED);
    const first = await make(aCall({ expiresAt: NOW + 60_000 }));
    expect(first.push).toMatchObject([{ queue: 'in', item: { body: { name: 'kit.chat-gone' } } }]);
    clock.now += 10;
    expect(await make(aCall({ expiresAt: NOW + 60_000 }))).toMatchObject({ push: [] });
    expect(calls).toHaveLength(1);
    const second = await make(aDeletion(5));
    expect(second.push).toEqual([]);
    expect(calls).toHaveLength(2);
  });

  it('may have taken the bot back: later calls are made', async () => {
    const { make, calls, clock } = sending(KICKED, done());
    await make(aCall({ expiresAt: NOW + 60_000 }));
    clock.now += 1_000;
    const later = aCall({ expiresAt: NOW + 60_000 });
    await make(later, { item: anItem(later, clock.now) });
    expect(calls).toHaveLength(2);
  });

  it('or moved: the call goes on to its new mailbox', async () => {
    const moved = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -1009,
    });
    const { make } = sending(moved);
    expect((await make(aCall())).post).toMatchObject([
      { queue: 'out-n', key: `${BOT}.-1009`, item: { body: { chat: -1009, params: { chat_id: -1009 } } } },
    ]);
  });

  it.each([
    ['deleteMessage', { message_id: 5 }, { message_id: outOfReach(5) }],
    ['deleteMessages', { message_ids: [5, 6] }, { message_ids: [outOfReach(5), outOfReach(6)] }],
    ['sendMessage', { reply_parameters: { message_id: 5 } }, { reply_parameters: { message_id: outOfReach(5) } }],
    ['copyMessage', { from_chat_id: 7, message_id: 5 }, { from_chat_id: 7, message_id: 5 }],
  ])('%s of a group that moved hits no message of the new one', async (method, params, expected) => {
    const parameters = { migrate_to_chat_id: -1009 };
    const { make } = sending(refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', parameters));
    const { post } = await make(aCall({ method, params: { chat_id: CHAT, ...params } }));
    expect(post).toMatchObject([{ item: { body: { params: { chat_id: -1009, ...expected } } } }]);
  });
});

describe('CE-36 a chat where the bot may not speak', () => {
  const FORBIDDEN = refusal(400, 'Bad Request: CHAT_WRITE_FORBIDDEN');

  /** Two senders and the chat's state between them. */
  function office(...answers: ApiAnswer[]) {
    const { handle, calls, clock } = sending(...answers);
    const other = createCallHandler(aDesk(scripted().api).desk);
    let state: Record<string, unknown> = {};
    const say = async (call: Call, by: Handler) => {
      const commit = await by(aDelivery({ item: anItem(call), state }));
      for (const [field, change] of Object.entries(commit.state ?? {})) state = { ...state, [field]: change?.value };
      return commit;
    };
    return {
      calls,
      clock,
      greets: () => say(aCall(), handle),
      answers: () => say(aCall({ params: { chat_id: CHAT, text: 'x', reply_parameters: { message_id: 3 } } }), handle),
      /** … from another process. */
      greetsElsewhere: () => say(aCall({ otherwise: [next('kit.x')] }), other),
    };
  }

  it('gets no greetings for five minutes, then one try a minute; answers are always tried', async () => {
    const { greets, answers, calls, clock } = office(FORBIDDEN);
    await greets();
    await greets();
    expect(calls).toHaveLength(1);
    await answers();
    expect(calls).toHaveLength(2);
    clock.now += 301_000;
    await greets();
    await greets();
    expect(calls).toHaveLength(3);
    clock.now += 61_000;
    await greets();
    expect(calls).toHaveLength(4);
  });

  it('is known to every sender, for half an hour at most', async () => {
    const { greets, greetsElsewhere, calls, clock } = office(FORBIDDEN);
    const { state } = await greets();
    expect(Object.values(state ?? {})).toMatchObject([{ ttlMs: 1_800_000 }]);
    expect((await greetsElsewhere()).push).toMatchObject([
      { item: { body: { outcome: { refusal: 'cannot-speak' } } } },
    ]);
    clock.now += 1_200_000;
    expect(Object.values((await greets()).state ?? {})).toMatchObject([{ ttlMs: 600_000 }]);
    expect(calls).toHaveLength(2);
  });

  it('is forgotten with the first message that arrives', async () => {
    const { greets, answers, calls } = office(FORBIDDEN, done({ message_id: 1 }));
    await greets();
    expect((await answers()).state).toEqual({ [SILENCE]: null });
    await greets();
    expect(calls).toHaveLength(3);
  });

  it('is not one that a call only mentions', async () => {
    const { make, calls } = sending(FORBIDDEN);
    const commit = await make(aCall({ params: { chat_id: 8, text: 'x' } }));
    expect(commit.state).toBeUndefined();
    expect(calls).toHaveLength(1);
  });
});

describe('deletions', () => {
  const after = (...calls: Call[]) => ({ following: calls.map((call) => anItem(call)) });

  it('that lie together are one call, each with its own branches', async () => {
    const { make, calls } = sending(done());
    const commit = await make(
      aDeletion(1, { ok: [next('a.a')] }),
      after(aDeletion(2, { ok: [next('b.b')] }), aDeletion(2), aCall(), aDeletion(4)),
    );
    expect(calls).toMatchObject([{ method: 'deleteMessages', params: { chat_id: CHAT, message_ids: [1, 2] } }]);
    expect(commit).toMatchObject({
      took: 3,
      push: [{ item: { body: { name: 'a.a' } } }, { item: { body: { name: 'b.b' } } }],
    });
  });

  it('take at most a hundred', async () => {
    const { make, calls } = sending(done());
    const commit = await make(aDeletion(1), after(...Array.from({ length: 150 }, (_, n) => aDeletion(n + 2))));
    expect(commit.took).toBe(100);
    expect(calls[0]?.params.message_ids).toHaveLength(100);
  });

  it('that are refused together are made one by one', async () => {
    const { handle, calls } = sending(refusal(400, "Bad Request: message can't be deleted"), done());
    const [first, second] = [anItem(aDeletion(1)), anItem(aDeletion(2))];
    expect(await handle(aDelivery({ item: first, following: [second] }))).toMatchObject({ took: 1 });
    expect(await handle(aDelivery({ item: second }))).toMatchObject({ took: 1 });
    expect(calls.map(({ method }) => method)).toEqual(['deleteMessages', 'deleteMessage', 'deleteMessage']);
  });

  it('of a message by its Ref stay alone', async () => {
    const { make, calls } = sending(done());
    await make(aDeletion(1, { params: { chat_id: CHAT, message_id: { ref: 'known' } } }), after(aDeletion(2)));
    expect(calls).toMatchObject([{ method: 'deleteMessage', params: { message_id: 42 } }]);
  });
});
