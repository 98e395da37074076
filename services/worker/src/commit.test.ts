import { type Call, noEffects } from '@alita/kit';
import { Commit } from '@alita/queues';
import { describe, expect, it } from '@jest/globals';
import { toCommit } from './commit.ts';

const call = (chat: number, lane: Call['lane'] = 'normal'): Call => ({
  method: 'sendMessage',
  params: { chat_id: chat, text: 'hi' },
  chat,
  lane,
  label: 'test.test',
});
const of = { itemId: 'u7:3', key: '1.-100', bot: 1, now: 1_000, trace: undefined };

describe('toCommit', () => {
  it('puts calls of this chat into its lanes and those of others into the post', () => {
    const effects = { ...noEffects(), calls: [call(-100, 'urgent'), call(-100), call(5)] };
    const commit = toCommit({ effects }, of);
    expect(commit.push?.map(({ queue, item }) => [queue, item.id])).toEqual([
      ['out-u', 'u7:3:0'],
      ['out-n', 'u7:3:1'],
    ]);
    expect(commit.post).toMatchObject([{ queue: 'out-n', key: '1.5', item: { id: 'u7:3:2', kind: 'call' } }]);
  });

  it('is the same each time and survives a receipt', () => {
    const effects = {
      ...noEffects(),
      calls: [call(-100), call(5)],
      timers: [
        { id: 'captcha.expired:5', at: 9_000, name: 'captcha.expired', data: {} },
        { id: 'x', cancel: true as const },
      ],
      versions: ['settings', 'settings'],
    };
    const commit = toCommit({ effects }, of);
    expect(toCommit({ effects }, of)).toEqual(commit);
    expect(Commit.parse(JSON.parse(JSON.stringify(commit)))).toEqual(JSON.parse(JSON.stringify(commit)));
    expect(commit).toMatchObject({ versions: ['settings'], timers: [{ item: { kind: 'timer' } }, { cancel: true }] });
  });

  it('has all timers of a mailbox that was left come now', () =>
    expect(toCommit({ effects: noEffects(), isLeft: true }, of)).toEqual({ timers: [{ all: 'now' }] }));

  it('is empty for an item that did nothing', () => expect(toCommit({ effects: noEffects() }, of)).toEqual({}));
});
