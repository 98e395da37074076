import { describe, expect, it } from '@jest/globals';
import { fakeMailboxes, message, sample, testMetrics } from './fixtures.ts';
import { createIntake } from './intake.ts';

function intakeOver(mailboxes = fakeMailboxes()) {
  const metrics = testMetrics();
  return { mailboxes, metrics, intake: createIntake({ mailboxes, botId: 42, metrics, now: () => 1234 }) };
}

describe('intake', () => {
  it('stores an update as it came, under its chat, once', async () => {
    const { intake, mailboxes } = intakeOver();
    const update = message(5, 'hi', { something_new: { nested: true } });
    expect(await intake.accept([update])).toEqual(['accepted']);
    expect(mailboxes.entries).toEqual([
      {
        key: '42.-100',
        item: { id: 'u5', ms: 1234, v: 1, kind: 'update', body: update },
        once: { bot: '42', updateId: 5 },
      },
    ]);
  });

  it('files what has no chat under its user', async () => {
    const { intake, mailboxes } = intakeOver();
    await intake.accept([{ update_id: 1, inline_query: { id: 'q', from: { id: 77 }, query: '' } }]);
    expect(mailboxes.entries[0]?.key).toBe('42.77');
  });

  it.each([
    ['a poll, which belongs to nobody', { update_id: 1, poll: { id: 'p' } }, 'belongs-to-nobody'],
    ['no object', 'hello', 'malformed'],
    ['no id', { message: { chat: { id: 1 } } }, 'malformed'],
    ['an absurd id', { update_id: 2 ** 60, message: {} }, 'malformed'],
  ])('ignores and counts %s', async (_what, update, reason) => {
    const { intake, mailboxes, metrics } = intakeOver();
    expect(await intake.accept([update])).toEqual(['ignored']);
    expect(mailboxes.batches).toEqual([]);
    expect(await sample(metrics, `alita_updates_ignored_total{reason="${reason}"`)).toBe(1);
  });

  it('takes an unknown kind, and keeps its name out of the labels', async () => {
    const { intake, metrics } = intakeOver();
    expect(await intake.accept([{ update_id: 9, brand_new: { chat: { id: -5 } } }])).toEqual(['accepted']);
    expect(await sample(metrics, 'alita_updates_received_total{kind="other"')).toBe(1);
  });

  it('stores a batch with one push and answers in its order', async () => {
    const answers = ['accepted', 'duplicate', 'full'] as const;
    const { intake, mailboxes } = intakeOver(
      fakeMailboxes((entry) => answers[(entry.once as { updateId: number }).updateId] ?? 'full'),
    );
    expect(await intake.accept([message(2), 'odd', message(0), message(1)])).toEqual([
      'full',
      'ignored',
      'accepted',
      'duplicate',
    ]);
    expect(mailboxes.batches).toEqual([3]);
  });

  it('shrinks messages a full mailbox refused, and lets everything else in whole', async () => {
    const { intake, mailboxes, metrics } = intakeOver(fakeMailboxes(() => 'full'));
    const command = message(2, '/ban', { entities: [{ type: 'bot_command', offset: 0, length: 4 }] });
    const joined = { update_id: 3, message: { message_id: 3, chat: { id: -100 }, new_chat_members: [{ id: 9 }] } };
    await intake.acceptShrunk([message(1), command, joined]);
    const [stub, ...whole] = mailboxes.entries.map(({ item }) => item.body);
    expect(stub).toEqual({
      update_id: 1,
      message: { message_id: 1, date: 1, chat: { id: -100, type: 'supergroup' }, from: { id: 7 }, stub: 'text' },
    });
    expect(whole).toEqual([command, joined]);
    expect(await sample(metrics, 'alita_updates_stubbed_total')).toBe(1);
  });
});
