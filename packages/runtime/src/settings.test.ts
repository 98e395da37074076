import { defineModule, z } from '@alita/kit';
import { describe, expect, it, jest } from '@jest/globals';
import type { Snapshot } from './ports.ts';
import { createSnapshots, readSettings } from './settings.ts';

const chat = { id: -1001 };
const loader = () => jest.fn<(id: number) => Promise<Snapshot>>().mockResolvedValue({ settings: {} });

describe('a chat’s snapshot', () => {
  it('is loaded once per version, however many want it at the same time', async () => {
    const load = loader();
    const snapshotOf = createSnapshots(load);
    await Promise.all([snapshotOf(chat, 0), snapshotOf(chat, 0)]);
    await snapshotOf(chat, 0);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('P6 is loaded anew when the version moved on', async () => {
    const load = loader().mockResolvedValueOnce({ settings: { a: { on: false } } });
    load.mockResolvedValueOnce({ settings: { a: { on: true } } });
    const snapshotOf = createSnapshots(load);
    expect((await snapshotOf(chat, 1)).settings).toEqual({ a: { on: false } });
    expect((await snapshotOf(chat, 2)).settings).toEqual({ a: { on: true } });
  });

  it('is forgotten when it could not be loaded', async () => {
    const load = loader().mockRejectedValueOnce(new Error('no database'));
    const snapshotOf = createSnapshots(load);
    await expect(snapshotOf(chat, 0)).rejects.toThrow('no database');
    await expect(snapshotOf(chat, 0)).resolves.toEqual({ settings: {} });
  });

  it('keeps no more chats than it may', async () => {
    const load = loader();
    const snapshotOf = createSnapshots(load, 1);
    for (const id of [1, 2, 1]) await snapshotOf({ id }, 0);
    expect(load).toHaveBeenCalledTimes(3);
  });
});

describe('readSettings', () => {
  const module = defineModule({
    name: 'm',
    settings: z.object({ limit: z.number().min(1).default(3), mode: z.enum(['ban', 'mute']).default('mute') }),
  }).with({});

  it.each([
    ['nothing stored', undefined, { limit: 3, mode: 'mute' }],
    ['null', null, { limit: 3, mode: 'mute' }],
    ['no object', 'text', { limit: 3, mode: 'mute' }],
    ['one field', { limit: 5 }, { limit: 5, mode: 'mute' }],
    ['a value the schema does not know', { limit: 5, mode: 'freeze' }, { limit: 5, mode: 'mute' }],
    ['a value out of range', { limit: 0, mode: 'ban' }, { limit: 3, mode: 'ban' }],
    ['a field that is gone', { limit: 5, older: true }, { limit: 5, mode: 'mute' }],
  ])('%s: defaults for what is missing or bad, the rest as stored', (_what, stored, settings) =>
    expect(readSettings(module, stored)).toEqual(settings),
  );
});
