import type { CallSummary } from '@alita/simulator';
import { describe, expect, it } from '@jest/globals';
import { judge } from './answers.ts';
import type { Due } from './load.ts';

const due = (chat: number, messageId: number): Due => ({ what: 'id', chat, messageId, at: messageId });
const call = (chatId: number, replyTo: number, startedAt: number, ok = true): CallSummary => ({
  n: startedAt,
  botId: 1,
  method: 'sendMessage',
  chatId,
  replyTo,
  ok,
  startedAt,
  endedAt: startedAt + 1,
});

describe('judge', () => {
  it('finds what is missing; a refused call is no answer', () => {
    const { missing, answered } = judge(
      [due(-1, 5), due(-1, 6), due(-2, 5)],
      [call(-1, 5, 10), call(-1, 6, 11, false)],
    );
    expect(missing).toEqual([due(-1, 6), due(-2, 5)]);
    expect(answered).toHaveLength(1);
  });

  it('finds what was answered twice', () => {
    const { repeated, missing } = judge([due(-1, 5)], [call(-1, 5, 10), call(-1, 5, 20)]);
    expect(missing).toEqual([]);
    expect(repeated.map(({ calls }) => calls.length)).toEqual([2]);
  });

  it('counts answers out of order, within a chat only', () => {
    const asked = [due(-1, 1), due(-1, 2), due(-1, 3), due(-2, 1)];
    const calls = [call(-1, 2, 10), call(-1, 1, 11), call(-1, 3, 12), call(-2, 1, 13)];
    expect(judge(asked, calls).reordered).toBe(1);
    expect(judge(asked, calls.with(1, call(-1, 1, 9))).reordered).toBe(0);
  });

  it('measures from the message to the first answer', () => {
    expect(judge([due(-1, 5), due(-1, 7)], [call(-1, 5, 10), call(-1, 7, 8)]).latencies).toEqual([1, 5]);
  });
});
