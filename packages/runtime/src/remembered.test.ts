import type { Remembered } from '@alita/kit';
import { describe, expect, it, jest } from '@jest/globals';
import { createRecall } from './remembered.ts';

const list: Remembered<readonly string[]> = {
  name: 'notes.book',
  load: () => Promise.resolve([]),
  weigh: ({ length }) => length + 1,
};
const loader = (...values: string[]) => jest.fn<() => Promise<readonly string[]>>().mockResolvedValue(values);

describe('a remembered list', () => {
  it('P6 is loaded once per version, and anew after a change', async () => {
    const recall = createRecall();
    const load = loader('a');
    await Promise.all([recall(list, -1, '0.0', load), recall(list, -1, '0.0', load)]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(await recall(list, -1, '0.1', loader('b'))).toEqual(['b']);
  });

  it('is kept for each list and chat by itself', async () => {
    const recall = createRecall();
    await recall(list, -1, '0.0', loader('a'));
    expect(await recall(list, -2, '0.0', loader('b'))).toEqual(['b']);
    expect(await recall({ ...list, name: 'filters.book' }, -1, '0.0', loader('c'))).toEqual(['c']);
  });

  it('is forgotten when it could not be loaded, or when others weigh too much', async () => {
    const recall = createRecall(5);
    await expect(recall(list, -1, '0.0', () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    const load = loader('a', 'b', 'c');
    await recall(list, -1, '0.0', load);
    await recall(list, -2, '0.0', load);
    await recall(list, -1, '0.0', load);
    expect(load).toHaveBeenCalledTimes(3);
  });
});
