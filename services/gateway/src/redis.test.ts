import { describe, expect, it } from '@jest/globals';
import { readInfo, redisWarnings } from './redis.ts';

const info = (maxmemory: number, policy = 'noeviction', aof = 1) =>
  `# Memory\r\nused_memory:52428800\r\nmaxmemory:${maxmemory}\r\nmaxmemory_policy:${policy}\r\naof_enabled:${aof}\r\n`;

describe('what Redis says', () => {
  it('tells its memory of its maximum, else of what it was said to have', () => {
    expect(readInfo(info(2 ** 27), 2 ** 30)).toMatchObject({ usedMemoryMb: 50, maxMemoryMb: 128 });
    expect(readInfo(info(0), 2 ** 30)).toMatchObject({ usedMemoryMb: 50, maxMemoryMb: 1024 });
    expect(readInfo(info(0), undefined).maxMemoryMb).toBeUndefined();
  });

  it('warns of what loses queued work', () => {
    expect(redisWarnings(readInfo(info(0), undefined))).toEqual([]);
    expect(redisWarnings(readInfo(info(0, 'allkeys-lru', 0), undefined))).toEqual([
      expect.stringContaining('allkeys-lru'),
      expect.stringContaining('appendonly'),
    ]);
  });
});
