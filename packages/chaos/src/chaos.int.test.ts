import { expect, it } from '@jest/globals';
import { short } from './cases/short.ts';
import { runCase } from './run-case.ts';

it('keeps its promises under load when each part of it breaks once', async () => {
  expect(await runCase(short)).toMatchObject({ problems: [], missing: 0, reordered: 0, repeated: 0, parked: 0 });
}, 240_000);
