import { describe, expect, it, jest } from '@jest/globals';
import type { Face } from './face.ts';
import { createTracker, type Sightings } from './tracker.ts';

const eve: Face = { kind: 'user', id: 7, name: 'Eve', username: 'eve', isBot: false };

describe('a tracker', () => {
  it('knows whom it was told of, by name and username', () => {
    const tracker = createTracker({ record: async () => {} });
    expect(tracker.strangers([eve])).toEqual([eve]);
    tracker.know([eve]);
    expect(tracker.strangers([eve])).toEqual([]);
    const renamed = { ...eve, name: 'Eva' };
    expect(tracker.strangers([renamed])).toEqual([renamed]);
  });

  it('knows whom it wrote only once that is committed', () => {
    const tracker = createTracker({ record: async () => {} });
    const [committed, rolledBack] = [{}, {}];
    tracker.wrote(rolledBack, [eve]);
    expect(tracker.strangers([eve])).toEqual([eve]);
    tracker.wrote(committed, [eve]);
    tracker.confirm(committed);
    expect(tracker.strangers([eve])).toEqual([]);
  });

  it('counts in memory and writes everything at once', async () => {
    const record = jest.fn(async (_: Sightings) => {});
    const tracker = createTracker({ record });
    tracker.saw(new Date(2_000), 7, -5, 1);
    tracker.saw(new Date(1_000), 7, -5, 1);
    tracker.saw(new Date(3_000), 8, undefined, 1);
    await tracker.flush();
    await tracker.flush();
    expect(record.mock.calls).toEqual([
      [
        {
          users: [
            { id: 7, at: 2_000 },
            { id: 8, at: 3_000 },
          ],
          chats: [{ id: -5, at: 2_000 }],
          members: [{ userId: 7, chatId: -5, at: 2_000, messages: 2 }],
        },
      ],
    ]);
  });

  it('keeps what could not be written for the next time', async () => {
    const errors: unknown[] = [];
    const record = jest.fn(async (_: Sightings) => {}).mockRejectedValueOnce(new Error('away'));
    const tracker = createTracker({ record, onError: (error) => errors.push(error) });
    tracker.saw(new Date(1_000), 7, -5, 1);
    await tracker.flush();
    tracker.saw(new Date(2_000), 7, -5, 1);
    await tracker.flush();
    expect(errors).toEqual([new Error('away')]);
    expect(record).toHaveBeenLastCalledWith(
      expect.objectContaining({ members: [{ userId: 7, chatId: -5, at: 2_000, messages: 2 }] }),
    );
  });

  it('writes every few seconds, and a last time when it stops', async () => {
    jest.useFakeTimers();
    try {
      const record = jest.fn(async (_: Sightings) => {});
      const tracker = createTracker({ record, everyMs: 5_000 });
      tracker.start();
      tracker.saw(new Date(1_000), 7, -5, 1);
      await jest.advanceTimersByTimeAsync(5_000);
      expect(record).toHaveBeenCalledTimes(1);
      tracker.saw(new Date(2_000), 7, -5, 1);
      await tracker.stop();
      expect(record).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });
});
