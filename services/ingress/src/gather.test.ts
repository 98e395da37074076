import { describe, expect, it } from '@jest/globals';
import { gather } from './gather.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('gather', () => {
  it('sends one alone at once and what comes meanwhile together, in order', async () => {
    const batches: string[][] = [];
    const one = gather<string, string>(async (batch) => {
      batches.push([...batch]);
      await turn();
      return batch.map((text) => text.toUpperCase());
    }, 2);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(one))).toEqual(['A', 'B', 'C', 'D']);
    expect(batches).toEqual([['a'], ['b', 'c'], ['d']]);
  });

  it('fails those of the failed batch and goes on', async () => {
    let calls = 0;
    const one = gather<number, number>(async (batch) => {
      await turn();
      if (++calls === 1) throw new Error('away');
      return batch;
    });
    const results = await Promise.allSettled([one(1), one(2), one(3)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});
