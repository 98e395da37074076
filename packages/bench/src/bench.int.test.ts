import { describe, expect, it } from '@jest/globals';
import { measured } from './report.ts';
import { rows } from './rows/index.ts';

/** A few seconds of a row: enough for counts, too little for speed. */
async function glance(name: string, share: number) {
  const row = rows.find((one) => one.name === name);
  if (!row) throw new RangeError(`no row ${name}`);
  const { figures } = measured(name, row.title, await row.measure({ share, runs: 1 }));
  return figures;
}

const sound = { missing: 0, repeated: 0, reordered: 0, refused: 0 };

describe('the benchmark', () => {
  it('drains the bare mailbox', async () => {
    expect((await glance('calibration', 0.05))['updates/s']).toBeGreaterThan(0);
  }, 30_000);

  it('asks little of Redis and nothing of PostgreSQL for an ordinary message', async () => {
    const figures = await glance('saturation-polling-20', 0.05);
    expect(figures).toMatchObject(sound);
    expect(figures['Redis/update']).toBeLessThan(1);
    // what is only statistics is written every few seconds, for everybody at once
    expect(figures['SQL/update']).toBeLessThan(0.2);
  }, 60_000);
});
