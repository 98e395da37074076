import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { methodStatus } from './status.ts';

it('the README lists the methods as they are', () => {
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(methodStatus());
});
