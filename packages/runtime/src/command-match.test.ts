import type { Message } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { matchCommand } from './command-match.ts';

const message = (text: string, over: Partial<Message> = {}) =>
  ({
    text,
    entities: [],
    isAutomaticForward: false,
    sender: { id: 5, name: 'Ann', kind: 'user' },
    ...over,
  }) as unknown as Message;

describe('matchCommand', () => {
  it.each([
    ['/ban', 'ban', 4],
    ['/BAN 5', 'ban', 4],
    ['/ban@AlitaBot spam', 'ban', 13],
    ['/ban\nspam', 'ban', 4],
  ])('GEN-1 %j is a command', (text, name, argsFrom) =>
    expect(matchCommand(message(text), 'alitabot')).toEqual({ name, argsFrom }),
  );

  it.each(['ban', ' /ban', '!ban', '/ban@other', '/ban-x', '/', '/bän'])('GEN-1 %j is not', (text) =>
    expect(matchCommand(message(text), 'alitabot')).toBeUndefined(),
  );

  it('DSP-8 what another entity covers at the start is not a command', () => {
    const covered = message('/ban', { entities: [{ type: 'code', offset: 0, length: 4 }] });
    expect(matchCommand(covered, 'alitabot')).toBeUndefined();
  });

  it('GEN-D6 posts of a channel are content', () => {
    const sender = { id: -1001, name: 'News', kind: 'linked-channel' } as const;
    expect(matchCommand(message('/ban 5', { sender }), 'alitabot')).toBeUndefined();
    expect(matchCommand(message('/ban 5', { isAutomaticForward: true }), 'alitabot')).toBeUndefined();
  });
});
