import { describe, expect, it } from '@jest/globals';
import { killEach } from './cases/kill.ts';
import { points } from './cases/points.ts';
import { runCase } from './run-case.ts';
import type { Case } from './stage.ts';

const SMALL = { chats: 20, people: 6, perSecond: 100, updates: 800 } as const;

const named = (name: string): Case => {
  const found = points.find((one) => one.name === name);
  if (!found) throw new RangeError(`no case ${name}`);
  return { ...found, ...SMALL };
};

describe('the system under load keeps its promises', () => {
  it('when worker, sender and ingress are killed', async () => {
    const finding = await runCase(killEach('killed', { ...SMALL, times: 1, everyMs: 2_000 }));
    expect(finding).toMatchObject({ problems: [], missing: 0, reordered: 0, repeated: 0, faults: 3 });
  }, 120_000);

  it('when one update kills every process that handles it', async () => {
    expect(await runCase(named('poison'))).toMatchObject({ problems: [], parked: 1 });
  }, 120_000);
});
